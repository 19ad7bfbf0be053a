"""Trigger families, predicate by predicate, over folded text. Constants only; phrasing after the project's lexicon.

`TRIGGERS`: (predicate, expression, subject, object, role, subject types). `subject` and `object` say on which side of
the expression the argument stands: `L` nearest before, `R` nearest after, `LL` and `RR` whole lists; `T`: the
nearest before; `TR`: the nearest after, close; `N`: right before; `!`: right beside. The subject is the contract's. Empty types: all that the contract
allows.
"""

from kg.extraction.patterns.types import OPERATORS, STRUCTURES

_GROUPS = STRUCTURES | frozenset(
    ["AGREEMENT", "PROFESSIONAL_BODY", "PRACTICE", "COMPANY", "ASSOCIATION", "ORG", "IMAGING_CENTRE"]
)
_JOINT = STRUCTURES | frozenset(["AGREEMENT"])
_CARE = OPERATORS | STRUCTURES
_PROJECTS = _CARE | frozenset(["ASSOCIATION", "ORG", "UNIVERSITY"])
_ADVERB = (
    r"(?: (?:deja|desormais|aujourd'hui|egalement|aussi|ainsi|officiellement|ensemble|tous|toutes|notamment|donc))?"
)
_OF = r"(?: (?:de la|de l'|de|du|des|d'|a la|a l'|a|au|aux|le|la|les|l'|un|une|avec|dans le|dans la|son|sa))*"
_BY = rf"{_ADVERB}(?: [a-z]+ment)? par\b"

TRIGGERS: tuple[tuple[str, str, str, str, str, frozenset[str]], ...] = (
    # member
    (
        "member",
        rf"\b(?:reuni(?:t|ssent|ssait|ra|ront|ssant)|regroup(?:e|ent|ait|era|ant)|rassembl(?:e|ent|ait|era|ant)|feder(?:e|ent|era)|compose(?:e|es|s)?{_ADVERB} de|associe(?:nt|ra)?|comprend|comprendra|englobe|integre parmi)\b",
        "T",
        "RR",
        "",
        _JOINT | {"COMPANY", "PROFESSIONAL_BODY"},
    ),
    ("member", r"\b(?:compte|comptent|compte parmi ses (?:membres|adherents))\b", "T", "RR", "", STRUCTURES),
    (
        "member",
        rf"\b(?:fait|font|faisait|faisaient|faire|fera|feront){_ADVERB} partie\b|\b(?:est|sont|etait|etaient|reste|restent|devient|deviendra){_ADVERB} (?:l'un des |un des )?membres?\b|, membres?\b|\bappart(?:ient|iennent|enait)\b|\bparties? prenantes?\b",
        "R",
        "LL",
        "",
        _GROUPS,
    ),
    (
        "member",
        r"\b(?:(?:a|ont|avait|viennent de|vient de) )?(?:rejoin(?:t|dre|dra|dront|draient)|rejoignent|integr(?:e|ent|er|era|ee?s?)|adher(?:e|ent|er|era|aient)(?: a| au)?|ralli(?:e|ent|er|era))\b",
        "R",
        "LL",
        "",
        _JOINT,
    ),
    (
        "member",
        r"\b(?:entr(?:e|ent|er|era|ee?s?)|admise?s?) (?:dans|au|a la|au sein du|au capital)\b|\bl'(?:entree|adhesion|arrivee) (?:de|du|des)\b",
        "R",
        "LL",
        "",
        _JOINT,
    ),
    (
        "member",
        r"\b(?:(?:a|ont|avait|s'est|se sont|est|sont) )?(?:quitt(?:e|ent|er|era|eront)|retir(?:e|ee|es|ent)|sort(?:i|ie|is|ent|ira)?)(?: (?:du|de la|de|le|la))\b",
        "R",
        "LL",
        "ended",
        _JOINT,
    ),
    (
        "member",
        r"\b(?:etablissement|hopital)s?[ -]support\b(?! (?:est|sera))|\bassure le support\b",
        "R",
        "L",
        "support",
        frozenset(["GHT"]),
    ),
    (
        "member",
        r"\b(?:dont (?:l'etablissement[ -]support|le support|l'hopital support) (?:est|sera)|a pour etablissement support)\b",
        "L",
        "R",
        "support",
        frozenset(["GHT"]),
    ),
    ("member", r"\b(?:chef de file|tete de pont|pilote|coordonnateur)\b(?! par)", "R", "L", "lead", _JOINT),
    ("member", r"\b(?:pilotee?s?|coordonnee?s?|emmenee?s?) par\b", "L", "R", "lead", STRUCTURES),
    (
        "member",
        r"\b(?:conclu|conclue|conclus|signe|signee|signes|passe|passee|noue|nouee|constitue|constituee|cree|creee|forme|formee)?"
        + _ADVERB
        + r" ?entre\b",
        "N",
        "RR",
        "",
        _JOINT,
    ),
    ("member", r"\b(?:lie|lient|liait|unit|unissent|unissait|rapproche)\b", "N", "RR", "", _JOINT),
    (
        "member",
        r"\b(?:(?:ont|a|avaient|viennent de|vient de) )?(?:cree(?:r|nt)?|cre(?:e|ent)|fonde(?:r|nt)?|monte(?:r|nt)?|constitue(?:r|nt)?)(?: ensemble)?\b",
        "R",
        "LL",
        "founder",
        STRUCTURES,
    ),
    ("member", r"\bmembres? fondateurs?\b", "R", "LL", "founder", STRUCTURES),
    (
        "member",
        r"\b(?:(?:ont|a|avaient|viennent de|vient de|vont|va|ont ensemble) )?(?:signe(?:r|nt|ront|ra)?|paraphe(?:r|nt)?|conclu(?:re|ent|t)?|ratifie(?:r|nt)?)\b(?! par)",
        "R",
        "LL",
        "party",
        frozenset(["AGREEMENT", "CLS", "GHT", "GCS"]),
    ),
    (
        "member",
        r"\b(?:signee?s?|conclue?s?|passee?s?|nouee?s?)(?: [a-z]+)?(?: le \d+ \w+(?: \d{4})?)?,? (?:avec|par)\b|\b(?:convention|accord|contrat|protocole|partenariat)(?: [a-z]+){0,3} avec\b",
        "N",
        "RR",
        "party",
        frozenset(["AGREEMENT", "CLS"]),
    ),
    ("member", r"\bsignataires?\b|\bcosignataires?\b", "R", "LL", "party", frozenset(["AGREEMENT", "CLS"])),
    (
        "member",
        r"\b(?:detenue?s?|possedee?s?)(?: a [^,.]{1,30})? par\b|\bactionnaires? (?:sont|est)\b",
        "L",
        "RR",
        "associate",
        STRUCTURES | {"COMPANY", "PRACTICE"},
    ),
    (
        "member",
        r"\b(?:detient|detiennent|detiendra|possede)\b.{1,30}?(?:%|parts?|capital)",
        "R",
        "LL",
        "associate",
        STRUCTURES | {"COMPANY", "PRACTICE"},
    ),
    # partner
    (
        "partner",
        r"\b(?:en|un|de|par un|grace a un) (?:partenariat|cooperation|collaboration|lien)(?: [a-z]+)? avec\b|\bavec (?:l'appui|le soutien|l'aide|le concours|le renfort)\b(?! financier)|\baux cotes\b|\bmain dans la main avec\b",
        "L",
        "RR",
        "",
        frozenset(),
    ),
    (
        "partner",
        r"\b(?:travaill(?:e|ent|era)|cooper(?:e|ent)|collabor(?:e|ent)|s'associ(?:e|ent)|s'alli(?:e|ent)|s'appu(?:ie|ient))(?: [a-z]+)? (?:avec|a|sur)\b|\bpartenaires? (?:de|du|des)\b",
        "L",
        "RR",
        "",
        frozenset(),
    ),
    # hosted_by
    (
        "hosted_by",
        rf"\b(?:sur le (?:meme )?site|dans les (?:locaux|murs|batiments)|dans l'enceinte|au sein|dans le batiment|au coeur|a l'interieur|dans l'aile|dans une aile|au rez-de-chaussee|a l'etage|heberge\w*|logee?s?|adossee?s?|installee?s? (?:a|au|dans|chez)|s'installe(?:ra)? (?:au|a|dans|chez)){_OF}",
        "T",
        "R!",
        "",
        OPERATORS | STRUCTURES,
    ),
    (
        "hosted_by",
        r"\b(?:heberge|abrite|loge|hebergera|abritera|accueille (?:aussi|egalement|dans ses murs))\b",
        "R",
        "L",
        "",
        OPERATORS | STRUCTURES,
    ),
    # operated_by
    (
        "operated_by",
        rf"\b(?:ger(?:e|ee|es|ees)|exploit(?:e|ee|es|ees)|port(?:e|ee|es|ees)|administr(?:e|ee|es|ees)|anim(?:e|ee|es|ees)|tenue?s?|repris(?:e|es)?|rachet(?:e|ee|es|ees)){_BY}",
        "T",
        "R",
        "",
        _PROJECTS,
    ),
    (
        "operated_by",
        r"\b(?:gere|gerent|exploite|exploitent|administre|gestionnaire|fait tourner|porteurs?|porte|portent)\b(?! par)",
        "R",
        "L",
        "",
        _CARE,
    ),
    (
        "operated_by",
        r"\b(?:a (?:rachete|repris)|rachete|reprend|proprietaires?)\b",
        "R",
        "L",
        "",
        frozenset(["CLINIC", "ESPIC", "MEDICOSOCIAL", "HEALTH_CENTRE", "IMAGING_CENTRE"]),
    ),
    (
        "operated_by",
        r"\b(?:appart(?:ient|iennent|enant)|propriete|filiale|membre|etablissement|clinique)\b.{0,12}\b(?:groupe|mutualite|fondation|association|mutuelle)\b|\bdu groupe\b",
        "L",
        "R!",
        "",
        frozenset(["CLINIC", "MEDICOSOCIAL", "HEALTH_CENTRE", "ESPIC"]),
    ),
    # part_of
    (
        "part_of",
        r"\b(?:rattachee?s?|dependent|depend|relevent|releve|filiales?|antennes?|annexes?|sites?|services?|composantes?)(?: (?:a|au|de|du|des|de la|de l'|d'))+",
        "L",
        "R!",
        "",
        frozenset(["UNIT", "COMPANY", "LAB", "MEDICOSOCIAL", "PHARMACY"]),
    ),
    # successor_of
    (
        "successor_of",
        r"\b(?:succed(?:e|ent|era|ant)|a succede|remplac(?:e|ent|era|ant)|a remplace|pren(?:d|dra|ant) la (?:suite|releve|place)|a pris la (?:suite|releve|place)|se substitu\w+|absorb\w+|a absorbe)\b",
        "L",
        "RR",
        "",
        frozenset(),
    ),
    (
        "successor_of",
        r"\b(?:issue?s?|nee?s?|fruit|nait|ne|resulte) (?:d'une |de la |de leur |du )(?:fusion|rapprochement|regroupement|mariage|reunion)\b|\bex-|\banciennement\b|\bvenue?s? remplacer\b",
        "L",
        "RR",
        "",
        frozenset(),
    ),
    # authorised_by
    (
        "authorised_by",
        r"\b(?:a |ont |avait |vient d'|vient de )?(?:autoris(?:e|er|ait)|donn(?:e|er|ait) son (?:feu vert|accord|aval|agrement)|valid(?:e|er|ait)|approuv(?:e|er|ait)|deliv?r(?:e|er|ait)|accord(?:e|er|ait) (?:l'autorisation|son autorisation|une autorisation|son agrement)|labellis(?:e|er)|agre(?:e|er)|entérin\w+)\b(?! par)",
        "TR",
        "L",
        "",
        _PROJECTS | {"AGREEMENT"},
    ),
    (
        "authorised_by",
        rf"\b(?:autorisee?s?|validee?s?|approuvee?s?|agreee?s?|labellisee?s?|delivree?s?|accordee?s?|homologuee?s?|entérinee?s?){_BY}",
        "T",
        "R",
        "",
        _PROJECTS | {"AGREEMENT"},
    ),
    (
        "authorised_by",
        r"\b(?:autorisation|feu vert|aval|agrement|accord|blanc-seing)(?: [a-z]+)? (?:de|du|d')",
        "T",
        "R!",
        "",
        _PROJECTS,
    ),
    # funded_by
    (
        "funded_by",
        r"\b(?:financ(?:e|ee|es|ees)|cofinanc(?:e|ee|es|ees)|subventionn(?:e|ee|es|ees)|prefinanc\w+|soutenue?s?|aidee?s?|pris(?:e|es)? en charge|finances?)(?: a (?:hauteur de|plus de|pres de|\d+)[^,.]{0,30})?(?: [a-z-]+){0,2} par\b",
        "T",
        "RR",
        "",
        _PROJECTS,
    ),
    (
        "funded_by",
        r"\b(?:(?:a|ont|va|vont|avait) )?(?:financ(?:e|ent|er|era|eront|ait)|subventionn(?:e|ent|er|era)|cofinanc(?:e|ent|er|era)|vers(?:e|ent|er|era|ait)|apport(?:e|ent|er|era|ait)|particip(?:e|ent|er|era|ait)|contribu(?:e|ent|er|era)|allou(?:e|ent|er|era)|octro(?:ie|ye|yer)|abond(?:e|ent)|debloqu(?:e|ent|er|era)|accord(?:e|ent|er|era) (?:une (?:subvention|aide|enveloppe)|\d)|soutien(?:t|nent|dra)|injecte(?:nt|r)?|inscri(?:t|vent)|consacre(?:nt|r|ra)?|attribue(?:nt|r|ra)?|met(?:tent|tra)? (?:\d|sur la table)|a mis (?:\d|sur la table)|offr(?:e|ent|ir)|a offert|paie(?:nt|ra)?|prend a sa charge)\b(?! par)",
        "TR",
        "LL",
        "",
        _PROJECTS,
    ),
    (
        "funded_by",
        r"\b(?:subventions?|aides?|financements?|participations?|concours|enveloppes?|dotations?|contributions?|soutien financier|prets?|fonds|don|legs)(?: [^,.;]{0,35}?)? (?:de la|de l'|du|des|de|d')\b",
        "T",
        "RR!",
        "",
        _PROJECTS,
    ),
)

COST = r"\bcout\w*|\bcoute\w*|\binvestissements?\b|\bfactur\w*|\bestime\w*|\bevalu\w*|\bchiffr\w*|\bmontants?\b|\bbudget\b|\btravaux\b|\bprojet\b|\boperation\b|\bprix\b|\bd'une valeur\b|\bchantier\b|\bpour \d|\btotal\b"
CREATED = r"\bcree[es]*\b|\bcreation\b|\bnee?s?\b|\bnaissance\b|\bvu le jour\b|\bverra le jour\b|\bconstituee?s?\b|\bfondee?s?\b|\bfondation en\b|\bmis(?:e|es)? en place\b|\blancee?s?\b|\bexiste depuis\b|\bsur pied\b|\bdate de\b|\bnait\b"
OPENED = r"\bouv(?:ert|erte|erts|ertes|re|rent|rira|riront|rir|erture|rait)\b|\bmis(?:e|es)? en service\b|\ben service\b|\bdemarr\w+|\bportes\b|\bentre(?:e|es|ra)? en (?:service|fonction|activite)\b|\bfonctionn\w+ depuis\b|\baccueill\w+ (?:ses|leurs|les) premiers?\b|\boperationnel\w*"
SIGNED = r"\bsign(?:e|ee|es|ees|ent|er|era|ature|aient|ait)\b|\bparaph\w+|\bconclu\w*|\bratifi\w+"
EQUIPPED = r"\bdispos\w+|\bdote\w*|\bequip\w+|\bacqui\w+|\baccueill\w*|\binstall\w+|\bexploit\w+|\bpossed\w+|\bcompt\w+|\bcomprend\w*|\babrit\w+|\bachet\w+|\bachat\b|\bcommand\w+|\ben service\b|\boffre\b|\bpropose\w*|\brecu\w*|\brecevra\w*|\bautoris\w+|\bobten\w+|\bfonctionn\w+|\bpartag\w+|\bremplac\w+|\bplateau\b|\bparc\b|\bdetien\w+|\bmutualis\w+|\bgere\w*|\barriv\w+|\blivr\w+"
COUNTED = r"\bcompt\w+|\breuni\w*|\bregroup\w*|\brassembl\w*|\bfeder\w*|\bcouvr\w*|\bcompos\w*|\bassoci\w*|\bforte? de\b|\bcomprend\w*|\bexerc\w+|\btravaill\w+|\bsigne\w*|\bpar\b|\bentre\b|\badher\w+|\bembarqu\w+|\bemploi\w*|\bpasse\w* de\b|\bou\b"
COVERED = r"\bdisciplines?\b|\bspecialites?\b|\bfilieres?\b|\bconsultations?\b|\bactivites?\b|\bporte sur\b|\bconcern\w+|\bcouv\w+|\bpropos\w+|\boffre\b|\bprend en charge\b|\bservices? de\b|\bprises? en charge\b|\bmutualis\w+|\bautour\b|\bdomaines?\b|\bassur\w+|\ben\b"
SERVED = r"\bdessert|\bcouv\w+|\bpour\b|\bbassin\b|\bterritoire\b|\bservi\w*|\bpopulation\b|\bau service\b|\bconcern\w+"

GLUE = (
    r"^[\s,;:«»\"–-]*(?:(?:et|ou|ainsi que|avec|comme|notamment|dont|puis|la|le|les|l'|du|de|des|d'|au|a|aux|en|celui|ceux|celle|celles|un|une|deux|trois"
    r"|quatre|autres?|cliniques?|hopitaux|centres? hospitaliers?|groupe|enfin|aussi|son|sa|ses|plus|pour|d'une part|d'autre part|,)[\s,'«»]*)*$"
)
"""What may stand between two members of one list (folded, without parentheses)."""

OPENS_LIST = r"\bmembres?\b|\breuni\w*|\bregroup\w*|\brassembl\w*|\bfont partie\b|\bparties?\b|\bsigne\w*|\bparaph\w*|\bcompos\w*|\bsignataires?\b|\bfondateurs?\b|\badherents?\b|\bfeder\w*|\bassoci\w*|\bentre\b"
"""What a line that opens a list of members says before its colon."""
FUNDING = r"subvention|financ|aide|verse|apport|particip|contribu|hauteur|octroi|alloue"
"""Around an amount that is a part somebody pays, no cost."""
AMOUNT_BY = r"(?: [a-z]+e?s)? par (?:le |la |les |l')?"
"""Between an amount and who pays it: « versés par la »."""
LABEL_BEFORE_AMOUNT = r"(?:^|[;\n]|[-•–*] )(?P<label>[^:;\n]{2,80}?) ?: ?(?:(?:environ|pres de|plus de|soit) )?$"
"""Before an amount: the label of its line or item, « - DETR : »."""
MEANS = r"\b(?:subventions?|aides?|autofinancement|emprunts?|prets?|dons?|mecenat|fonds (?:propres|europeens?|de concours))\b"
"""In a label: money that somebody gives, whoever it is."""
WHOLE_COST = r"\bcout|\btotal|\bbudget|\bmontant|\binvestissement|\bprix\b"
"""In a label: the amount is the whole cost after all."""

CATCHES = (
    (
        "Le GHT Sud Ardennes réunit le CH de Rethel et la clinique du Moulin.",
        "member",
        "GHT Sud Ardennes",
        "clinique du Moulin",
    ),
    ("La clinique du Moulin a rejoint le GCS Les Saules en 2020.", "member", "GCS Les Saules", "clinique du Moulin"),
    (
        "Le CH de Rethel et la clinique du Moulin ont créé le GIE Les Saules.",
        "member",
        "GIE Les Saules",
        "CH de Rethel",
    ),
    (
        "Le CH de Rethel, établissement support du GHT Sud Ardennes, recrute.",
        "member",
        "GHT Sud Ardennes",
        "CH de Rethel",
    ),
    (
        "La CPTS Plantaurel est portée par l'association Horizon Santé.",
        "operated_by",
        "CPTS Plantaurel",
        "association Horizon Santé",
    ),
    ("La clinique du Moulin travaille avec le CH de Rethel.", "partner", "clinique du Moulin", "CH de Rethel"),
    ("Le CH de Rethel succède à la clinique du Moulin.", "successor_of", "CH de Rethel", "clinique du Moulin"),
    ("Le GIE Les Saules, autorisé par l'ARS Grand Est, démarre.", "authorised_by", "GIE Les Saules", "ARS Grand Est"),
    (
        "La maison de santé des Cèdres est financée par la Région Occitanie.",
        "funded_by",
        "maison de santé des Cèdres",
        "Région Occitanie",
    ),
    ("Le service de pneumologie du CH de Rethel déménage.", "part_of", "service de pneumologie", "CH de Rethel"),
    ("La clinique du Moulin exploite deux scanners.", "equipment", "clinique du Moulin", "deux scanners"),
    ("La maison de santé des Cèdres a ouvert en mai 2021.", "opened", "maison de santé des Cèdres", "mai 2021"),
    ("Le GCS Les Saules compte six membres.", "member_count", "GCS Les Saules", "six"),
    (
        "La maison de santé des Cèdres a coûté 1,2 million d'euros.",
        "cost",
        "maison de santé des Cèdres",
        "1,2 million d'euros",
    ),
)
MISSES = (
    ("Le CH de Rethel est voisin de la clinique du Moulin.", "partner"),
    ("Le CH de Rethel regarde vers le GHT Sud Ardennes de loin.", "operated_by"),
    ("La clinique du Moulin a soigné 1 200 patients.", "member_count"),
    ("La Région Occitanie subventionne à hauteur de 10 000 euros.", "cost"),
)
