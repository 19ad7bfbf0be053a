"""How French writes dates. Constants only: fragments of regular expressions over folded text (see `quantities.fold`)."""

MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
)  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SEASONS = ("printemps", "ete", "automne", "hiver", "semestre", "trimestre")

MONTH = "|".join(MONTHS)
WEEKDAY = "|".join(WEEKDAYS)
YEAR = r"(?:19|20)\d\d"
COUNT = r"\d{1,3}|dix-sept|dix-huit|dix-neuf|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente"

NEXT = r"prochaine?s?|qui vient|a venir"
LAST = r"derniere?s?|passee?|ecoulee?"

FORMS = (
    # day, month, year
    rf"(?:(?:{WEEKDAY}) )?(?:1 ?er|\d{{1,2}}) (?:{MONTH})(?: {YEAR}| (?:{NEXT}|{LAST}|suivant)\b)?",
    r"\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d",
    r"(?:19|20)\d\d-\d\d-\d\d",
    # month
    rf"(?:mi-|(?:debut|fin) )?(?:{MONTH})(?: de l'annee)?(?: {YEAR}| (?:{NEXT}|{LAST}|suivant)\b)?",
    # seasons and parts of a year
    rf"(?:(?:premier|second|deuxieme|troisieme|quatrieme|dernier) )?(?:{'|'.join(SEASONS)})(?: de l'annee)?(?: {YEAR}| (?:{NEXT}|{LAST}|suivant)\b)",
    rf"(?:debut|fin|courant|mi-?|rentree|noel) ?(?:de l'annee )?{YEAR}",
    r"(?:debut|fin|milieu) (?:de l'annee prochaine|de l'annee|d'annee|de l'an prochain)",
    rf"l'an(?:nee)? (?:{NEXT}|{LAST}|suivante?|precedente?|d'avant)",
    r"cette annee|l'annee en cours",
    rf"{YEAR}",
    r"(?:(?<=l')|(?<=cet )|(?<=d'))ete|(?:(?<=au )|(?<=ce )|(?<=le ))printemps|(?:(?<=l')|(?<=cet )|(?<=d'))automne|rentree",
    # distance
    rf"(?:il y a|dans|voila|depuis|voici) (?:{COUNT}) (?:ans?|mois|jours?|semaines?)\b",
    rf"(?:{COUNT}) (?:ans?|mois|jours?|semaines?) plus (?:tard|tot)",
    r"le mois (?:dernier|prochain)|ce mois-ci",
    # days
    rf"(?:{WEEKDAY})(?: (?:dernier|prochain|matin|soir))?",
    r"avant-hier|hier|aujourd'hui|ce jour|demain|apres-demain",
)
"""Alternatives from the fullest to the barest; the first that fits at a position wins."""

FUTURE_CUES = (
    r"\b\w+(?:era|eront|ira|iront|dra|dront|ura|uront|rra|rront)\b|\b(?:aura|auront|ira|iront|fera|feront)\b"
    r"|\bprochain|\bd'ici\b|\bprevue?s?\b|\bdevrai(?:t|ent)\b|\ba compter du\b|\ba partir du\b|\battendue?s?\b"
)
PAST_CUES = r"\bdernier\b|\bpassee?\b|\bdepuis\b|\bil y a\b|\b(?:a|ont|avait|avaient) (?:ete |deja )?\w+(?:e|i|u|is|it)e?s?\b|\betai(?:t|ent)\b"

CATCHES = (
    ("Le plateau a ouvert le 5 juin 2023.", "5 juin 2023"),
    ("Le plateau a ouvert mardi dernier.", "mardi dernier"),
    ("Les travaux commenceront au printemps 2026.", "printemps 2026"),
    ("La convention a été signée en mars.", "mars"),
    ("Il a été nommé le 1er janvier prochain.", "1er janvier prochain"),
    ("Une seconde IRM arrivera d'ici à la fin de l'année.", "fin de l'année"),
    ("Le groupement est né il y a trois ans.", "il y a trois ans"),
)
MISSES = (
    "Il faut aller de l'avant.",
    "Un marsouin a été vu au large.",
    "Le poste 2010 bis répond aux appels.",
)

BYLINE_BEFORE = (
    r"^[\W\d]*(?:(?:(?:[Pp]ar|PAR|[Pp]ropos recueillis par|[Rr]ecueilli par|[Ee]crit par|[Éé]crit par|[Tt]exte(?: et photos?)?(?: :| de| par)?|[Pp]hotos?(?: :| de| par)?"
    r"|[Dd]e notre correspondante?) (?:[A-ZÀ-Ý][\w’'.-]*|et|avec|de|à)(?:[ ,]+(?:[A-ZÀ-Ý][\w’'.-]*|et|avec|de|du|à))*"
    r"|(?:[Aa]rticle )?(?:[Pp]ubliée?|[Mm]ise? (?:à jour|en ligne)|[Aa]ctualisée?|[Pp]aru|[Rr]édigé|[Éé]crit|[Pp]osté|[Mm]odifié)\b[^.!?]{0,60}?)"
    r"[\s,|–—-]*(?:(?:le|du|ce) )?)?$"
)
"""From the beginning of a line to the date on which somebody signs it (over the text as written)."""
BYLINE_AFTER = r"^(?:,? (?:[Pp]ar|PAR) [A-ZÀ-Ý][\w’' .-]{2,60}|,? (?:à|-) ?\d{1,2} ?[h:] ?\d{0,2})?[\s.,;|)–—-]*$"
"""… and from that date to the end."""
DATELINE = r"^(?P<place>[A-ZÀ-Ý][\w’'-]*(?: [A-ZÀ-Ý][\w’'-]*)*)(?: \([A-ZÀ-Ý][\w .-]*\))?,? (?:le )?$"
"""« Foix, le 5 mars 2024 »: a place before the date on which the article was sent from there."""
