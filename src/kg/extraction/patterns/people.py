"""How people are named and introduced. Constants only."""

SURNAME = r"(?:(?:de |d['’]|du |de la |le |van |von |El |Ben |Le |La )?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ’'A-ZÀ-Ý-]+)"
FIRST = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)*"
INTRODUCED = (
    r"(?:(?<=\bDr )|(?<=\bPr )|(?<=\bM\. )|(?<=\bMme )|(?<=\bDr\. )|(?<=\bPr\. )|(?<=docteur )|(?<=docteure )|(?<=professeur )"
    r"|(?<=professeure )|(?<=[Mm]onsieur )|(?<=[Mm]adame ))"
)
SAYING_AFTER = (
    r"(?=,? (?:explique|précise|souligne|indique|ajoute|résume|assure|rappelle|déclare|annonce|se félicite|se réjouit|affirme|confie|estime|détaille"
    r"|poursuit|note|reconnaît|regrette|observe|insiste|commente|raconte|conclut|prévient|dit|a pris|succède|dirige|préside|remplace)\b)"
)
SAYING_BEFORE = (
    r"(?:(?<=explique )|(?<=précise )|(?<=souligne )|(?<=indique )|(?<=ajoute )|(?<=résume )|(?<=assure )|(?<=rappelle )|(?<=déclare )|(?<=annonce )"
    r"|(?<=félicite )|(?<=réjouit )|(?<=affirme )|(?<=confie )|(?<=estime )|(?<=détaille )|(?<=poursuit )|(?<=Selon )|(?<=selon )|(?<=reconnaît )"
    r"|(?<=conclut )|(?<=commente ))"
)

FULL = rf"(?<![\w’'-])(?P<first>{FIRST}) (?P<last>{SURNAME}(?: {SURNAME})?)(?![\w-])"
INTRODUCED_NAME = rf"{INTRODUCED}(?P<name>(?:{FIRST} )?{SURNAME})(?![\w-])"
SPEAKER = rf"{SAYING_BEFORE}(?P<a>{FIRST} {SURNAME})(?![\w-])|(?<![\w’'-])(?P<b>{FIRST} {SURNAME}){SAYING_AFTER}"
TITLED = rf"(?<![\w’'-])(?P<name>{FIRST} {SURNAME}(?: {SURNAME})?)(?=, (?P<title>[a-zéèà’' -]{{4,60}}))"

WOMAN_BEFORE = r"\b(?:mme|mlle|madame|docteure|professeure|directrice|presidente)\.? $"
WOMAN = (
    r"(?!(?:luca|noa|sacha|issa|moussa|mustapha|elie|jeremie|antoine|etienne|blaise|ambroise|moise)\b)"
    r"\w*(?:a|ine|ene|enne|elle|ille|ette|ise|isse|ie|anne|onne|udie|ure|ice(?<!rice)|otte|ole|ilde|agnes)$"
)
"""Before a person's name (folded), and her first name (folded): endings that hardly any man's name has."""

CATCHES = (
    ("Le Dr Lefranc a opéré hier.", "Lefranc"),
    ("« C'est un soulagement », explique Wardia Kessal.", "Wardia Kessal"),
    ("Wardia Kessal, directrice du pôle, confirme.", "Wardia Kessal"),
    ("Marie-Claude Durand s'en félicite.", "Marie-Claude Durand"),
)
MISSES = ("La Haute Autorité s'en félicite.", "Le Grand Est manque de médecins.")
