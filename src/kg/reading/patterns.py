"""Phrases of bylines, dates and mastheads. Constants only; « folded » text is lower case without accents.

Phrases of furniture are in `furniture.py`.
"""

from __future__ import annotations

import re


def _any(*alternatives: str) -> str:
    return "|".join(alternatives)


# -- who signed --------------------------------------------------------------------------------------------------

CUE = re.compile(
    r"\b(?:"
    + _any(
        r"(?:propos|textes?|témoignages?) recueillis? par",
        r"(?:écrit|rédigé|publié|posté|signé|article|mis en ligne|dossier|reportage|enquête)(?:e|s)? (?:par|de)",
        r"(?:un article|une enquête|entretien réalisé|interview réalisée) (?:par|de)",
        r"de notre (?:correspondante?|envoyée? spéciale?),?",
        r"(?:textes?(?: et photos?)?|entretien|compte rendu|reportage|dossier|enquête|récit|interview|portrait) ?:",
        r"billet de",
        r"auteure?s? ?:",
        r"(?:rédaction|journaliste|rédacteur|rédactrice) ?:",
        r"par",
        r"(?-i:[dD]e(?= [A-ZÉÈ][a-zéèêëïîôç]+ [A-ZÉÈ]))",
    )
    + r")\s+|\bbillet d[’']",
    re.IGNORECASE,
)
"""What stands before the name of an author."""

AFTER_NAME = re.compile(
    r"\s(?:"
    + _any(
        "à",
        r"(?-i:le)",
        r"le \d.*",
        "pour",
        "publiée?",
        "postée?",
        "mis[e]?",
        "modifiée?",
        "actualisée?",
        "journaliste",
        "correspondante?",
        "envoyée?",
        "avec",
        "dans",
        "photos?",
        "lecture",
        "(?:lun|mar|mercre|jeu|vendre|same)di",
        "dimanche",
        r"\d",
    )
    + r")\b.*$|\s?[(\[].*$|(?<=\w{3})[.:]\s.*$|\s\d.*$",
    re.IGNORECASE,
)
"""What follows the name of an author and is no part of it."""

TITLES = re.compile(
    r"^(?:(?:le |la )?(?:docteure?|professeure?|ma[iî]tre|dr|pr|me|m\.|mme|mlle|monsieur|madame)\.? )+", re.IGNORECASE
)
"""Titles before a name."""

NO_PERSON = re.compile(
    r"\b(?:"
    + _any(
        "redaction|direction|service|bureau|communique|lettre|ville|mairie|commune|hopita(?:l|ux)|cliniques?|centre|agence|ehpad|sas|sarl|dossier",
        "journal|radio|presse|france|conseil|edition|groupe|syndicat|ars|chu|ch|ght|cpts|photo|articles?|billet|equipe",
        "sante|actualites?|actu|ligne|lecture|region|departement|publication|comite|institut|federation",
        "association|info|hebdo|afp|apm|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|fevrier|mars|avril",
        "mai|juin|juillet|aout|septembre|octobre|novembre|decembre|des|les|un|une|nos|vos|votre|dans|partager|tweeter",
        "envoyer|imprimer|vie|aujourd'hui|demandons|groupement|seance|lire|aussi|societe|logiciels|imagerie|irm|scanner",
    )
    + r")\b"
)
"""Words that no name of a person holds, for folded text."""

SIGNED = re.compile(
    r"(?:^|\W)par |recueilli"
    r"|^(?:auteure?s?|redaction|textes?|entretien|compte rendu|reportage|dossier|enquete|recit|interview|portrait) ?:"
)
"""Whether a folded line may name its author."""

AUTHORS = re.compile(r"^(?:les? |l')?auteure?s?$")
"""A folded line that heads a box of authors."""

# -- when --------------------------------------------------------------------------------------------------------

MODIFIED = re.compile(
    r"(?:mis[e]?s? a jour|modifiee?|actualisee?|maj|revisee?|corrigee?|completee?|revue?"
    r"|derniere (?:mise a jour|modification))\b"
)
PUBLISHED = re.compile(
    r"(?:publiee?|postee?|mis[e]? en ligne|paru[e]?|affichee?|diffusee?|parution|date de publication|ecrit|redigee?)\b"
)
SAME_DAY = re.compile(r"(?:mis[e]? a jour|modifiee?|actualisee?|maj) (?:a )?\d{1,2} ?[h:]")
NOT_OURS = re.compile(
    _any(
        r"telecharge|seance du|reunion du|consulte le|jusqu'au|avant le|prochain|archives :|inscri|cree|fonde|signe",
        r"ouvert|declare|depuis|a compter|a partir|prise de poste|siege",
    )
)
"""Words that date something else than the publication, for folded text."""

DATELINE = re.compile(
    r"^[A-ZÀÂÇÉÈÊÎÔÛŒ][\w' ’-]{1,40}?(?: ?\([^)]{2,40}\))?, (?:le )?\d{1,2}(?:er)? \w+\.? \d{4} ?(?=[(–—.-])"
)
"""Place and day before the first words of a dispatch or a communiqué."""

TIMED = re.compile(r"\b\d{1,2} ?[:h] ?\d\d\b|\blecture\b")
"""An hour, or the time it takes to read, for folded text."""

ISSUE = re.compile(r"\bn° ?\d|\bnumero|\bno \d|bulletin|lettre|mensuel|edition|magazine|revue|journal|trimestriel")
"""What marks the line of an issue, for folded text."""

NO_TITLE = re.compile(
    r"^(?:"
    + _any(
        r"communique de presse\b|dossier de presse\W*$|communique\W*$|flash|alerte|en direct|direct\b",
        r"live\b|ajouter|vous (?:etes|lisez|avez|pouvez)",
        r"si ce message|accueil\b|menu\b|sommaire\b|publicite|rechercher?\b|lire |ce contenu|frise|photo",
        r"cliquez|partager|abonne",
        r"seance du|secretaire|journal du|telecharg|retour|votre meteo|meteo|etat civil|derniere minute",
        r"derniere heure|video",
    )
    + r")"
)
"""How folded lines begin that are no title."""

# -- where -------------------------------------------------------------------------------------------------------

NAME_ENDS = re.compile(
    _any(
        r"\s+(?:[|–—·•/>»:›►▸●☰-]|››|»»)\s+",
        r"\s{2,}",
        r"\s*[|·•›►▸]+\s*",
        r",\s(?!(?:le magazine|la revue|le journal|la lettre)$)",
        r"\s+(?:n°|no) ?\d.*",
        r"\s*\(\w+\)$",
        r"\s+\d+[.,]\d+(?: FM\b.*|$)",
        r"\s*\.(?:fr|info|com|org|net|exemple|example)\b",
        r"\.\s",
    ),
    re.IGNORECASE,
)
"""Where the name of a site ends in the line that begins with it."""

NO_NAME = re.compile(
    r"^(?:"
    + _any(
        r"aller au|rechercher|republique francaise|liberte\b|communique|s'abonner|je m'abonne|se connecter|connexion",
        r"mon (?:compte|espace)|vous (?:etes|lisez|avez)|imprimer|partager|edition d|abonne|article|cookies?|accepter",
        r"nous |ce (?:site|message|contenu)|retour|si ce|telecharg|lire |sur le |dans |les plus|voir ",
        r"deja |conseil municipal",
        r"offres? |en direct|direct\b|live\b|flash|alerte|derniere minute|contenu|version|fil (?:info",
        r"general|d'actu)|le fil$",
        r"lecture|temps de|taille|contact\b|plan du site|mentions legales|tous droits|suivez|publicite",
        r"sommaire|rubriques?|menu",
        r"accueil|a la une|la une|newsletter|themes?|abonnez|lettre d'information|journal interne",
        r"recevez|bonjour|nos |vos ",
        r"votre |votez|english|creer|candidats|service|commentaires?|discussion|auteurs?|reserve|gratuit",
        r"meteo|\d+ ?(?:°|articles?|comment|[:h/.])|depeche -",
        r"dossier de presse|espace|agenda$|toute? |reproduction|imprime|directeur|directrice|propos",
        r"prochain|a lire|a voir",
        r"en kiosque|inscri|faire un don|ne pas|issn|avis |pour ne|pieces? jointe|association loi",
        r"l'hebdomadaire|toute l'info|votre info|le bulletin|le site|agence$|journaliste",
    )
    + r")"
)
"""How folded lines begin that name no site."""

NOTICES = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?P<name>.{3,60}?) réserve cet article",
        r"[Ll]e fil (?:de |d[’'])?(?P<name>[^.:|]{3,50})$",
        r"S[’']abonner à (?P<name>(?!l)[^.:|]{3,50})$",
        r"^(?P<name>.{3,60}?) est (?:une publication|édité|un service|un site|un média|un magazine|publié|un titre)",
        r"(?:©|[Cc]opyright)(?:\s*\d{4})?\s*(?P<name>[^.,|–—\d-]{3,60})",
        r"^(?P<name>[^.,|]{3,60}?)\s*[-–—|·,.]?\s*(?:©|[Tt]ous droits)",
        r"^(?P<name>[^.|]{3,60}?), (?:SAS?|SARL|SA au|filiale|société|hebdomadaire|groupe|une publication|une radio)",
        r"^(?P<name>[^.|,]{3,60}?), \d+,? (?:rue|place|avenue|boulevard|quai)",
        r"[AÀ] propos d(?:e l[’']|e la |u |e )(?P<name>(?!auteur|journaliste)[^.:]{3,60})(?: :|$)",
        r"^(?P<name>[^.|,]{3,60}?) vous (?:conseille|recommande)",
        r"Newsletter (?P<name>[^.:|]{3,50}) :",
    )
)
"""Notices that name the site, each with the group `name`."""

PLACE_AND_DAY = re.compile(r"^[A-ZÀ-Ÿ][\w' ’-]{1,40}, (?:le )?\d{1,2}(?:er)? \w+ \d{4}")
"""A line that begins with the place and the day of a communiqué."""

LAST_LINE = re.compile(
    r"^(?P<name>[^,–—|-]{4,45}?)(?:,| [–—-]) "
    r"(?!(?:vice|pr[eé]sid|direct|maire|chef|secr[eé]|tr[eé]sor|m[eé]dec|doct))[a-z0-9«]"
)
"""A last line that begins with the name of the paper (« Lorne Matin, brèves du jour »)."""

# -- hyphens -----------------------------------------------------------------------------------------------------

HYPHEN_BEFORE = re.compile(
    _any(
        "non|sous|vice|demi|quasi|apres|avant|arriere|contre|outre|peut|est|rendez|mot|savoir|a|t",
        "grande?|hauts?|hautes?|basse|medico|socio|bucco|sage|chirurgien|public|prive|porte|centre|chef|aide|garde|nord|sud|franco",
        "vingt|trente|quarante|cinquante|soixante|quatre|dix|cent",
    )
)
"""Words, folded, whose hyphen belongs to them where a row ends after it; none is a common first syllable."""

HYPHEN_AFTER = re.compile(
    _any(
        "ci|la|a|t|memes?|il|elles?|on|ils|vous|nous|moi|toi|lui|etre|dela|dessus|dessous",
        "cinq|six|sept|huit|neuf|deux|trois|quatre|douze|quinze|vingt",
        "sociale?s?|sociaux|pref(?:et|ete|ecture)s?|presidente?s?|dentistes?|soignante?s?|prive(?:e|es|s)?|public(?:s)?",
    )
)
"""Words, folded, that stand behind a hyphen of their own where a row begins with them; none is a common ending."""

HYPHEN_IN_PLACE = re.compile("sur|sous|de|du|des|en|le|la|les|lez|aux?|et|pres")
"""Words, folded, that a hyphen joins to a capitalised one in the names of places."""
