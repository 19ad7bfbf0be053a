"""How French writes dates. Constants only: fragments of regular expressions over folded text (see `quantities.fold`)."""

MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
)  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SHORT_MONTHS = {"janv": 1, "fev": 2, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
FEASTS = {"noel": (12, 25), "toussaint": (11, 1)}
SEASONS = ("printemps", "ete", "automne", "hiver", "semestre", "trimestre")
SEASON_MONTH = {"printemps": 4, "ete": 7, "automne": 10, "hiver": 1}

MONTH = "|".join(MONTHS)
MONTH_SAID = "|".join([*MONTHS, *SHORT_MONTHS])
"""How a date that is known to be one may call its month."""
WEEKDAY = "|".join(WEEKDAYS)
YEAR = r"(?:19|20)\d\d"
YEAR_SAID = r"(?:1[5-9]|20)\d\d"
"""A year where a date is known to stand: hospices are older than hospitals."""
COUNT = r"\d{1,3}|dix-sept|dix-huit|dix-neuf|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente"

SAME_YEAR = r"\b(?:meme annee|annee-la)\b"
YEAR_AFTER = r"\b(?:annee|an|printemps|ete|automne|hiver|rentree) (?:suivante?|d'apres)\b"
YEAR_BEFORE = r"\bannee (?:precedente|d'avant)\b"
"""Years that are told from the date before."""

PERIOD = rf"\ban(?:nee)?\b|printemps|\bete\b|automne|hiver|semestre|trimestre|rentree|{'|'.join(FEASTS)}"
BACK_TO_SCHOOL = rf"\brentree ({YEAR})"
ONLY_DAY = r"(?:les? )?(\d{1,2})(?: ?er)?(?: de ce mois)?"
"""A date that is a day alone: « le 24 »."""
AND_DAY = rf"(?: ?(?:,|et|au|ou))* (?:les? |du )?\d{{1,2}} ?(?:er)? ({MONTH_SAID})\b(?: ({YEAR_SAID})\b)?"
"""After a day without a month: « (les 19) et 21 juin 2019 »."""

NEXT = r"prochaine?s?|qui vient|a venir"
LAST = r"derniere?s?|passee?|ecoulee?"
LAST_YEAR = r"\ban(?:nee)? (?:derniere?|passee?)\b"

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

_PARTICIPLE = r"\w+(?:ée?s?|ie?s?|ue?s?|ise?s?|ite?s?|erte?s?|ointe?s?|aite?s?)"
FUTURE_CUES = (
    r"\b\w+(?:era|eront|ira|iront|dra|dront|ura|uront|rra|rront)\b|\bprochain|\bd'ici\b|\bprévue?s?\b|\bdevrai(?:t|ent)\b"
    r"|\bà (?:compter|partir) du\b|\battendue?s?\b|\bespérée?s?\b|\blivraison\b|\blivrables?\b|\bfixée?s? (?:à|au)\b|\bjusqu'(?:au?|en)\b"
)
PAST_CUES = (
    r"\bdernier\b|\bpassée?\b|\bdepuis\b|\bil y a\b|\bétai(?:t|ent)\b|\bfu(?:t|rent)\b"
    rf"|\b(?:a|ont|avons|avez|avait|avaient) (?:\w+ )?{_PARTICIPLE}\b|\b(?:est|sont|s'est|se sont) (?:déjà )?\w+ée?s?\b"
)
"""Signs in lower-case text, accents kept: « a une » is no perfect tense."""
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
