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
_MEN = (
    r"(?:luca|noa|sacha|issa|moussa|mustapha|oussama|hamza|samba|adama|ibrahima|elie|jeremie|zacharie|antoine|etienne|blaise"
    r"|ambroise|moise|dieudonne|arsene|eugene|sosthene|diogene|anatole|gwenole|guenole|cyrille|achille|stephane|sofiane"
    r"|soufiane|slimane|ousmane|othmane|lamine|amine|yacine|yassine|\w*eddine|zinedine|timothee|amedee|theodore|isidore"
    r"|salvatore|claude|dominique|emile|basile|sylvere|silvere|valere|maxence|fulgence|terence|honore|aurele|alassane|hyacinthe"
    r"|souleymane|tidiane)"
)
_WOMEN = (
    r"(?:agnes|ines|mercedes|lourdes|edith|judith|ruth|elisabeth|fanny|nelly|cathy|betty|wendy|cindy|sandy|peggy|kelly"
    r"|shirley|audrey|mary|fatou|astou|bintou|marion|manon|lison|suzon|alison|maud|rachel|muriel|suzel|myriam|miriam|claire"
    r"|chantal|magali|sarah|hannah|deborah|farah|salome|zoe|chloe|daphne|aglae|maite|iris|doris|astrid|ingrid|sigrid"
    r"|margaux|margot|maylis|maelys|maelis|anais|thais|lais|carmen|karen|ellen|esther|jennifer|heather|annick|annaick"
    r"|soizic|katell|gwladys|gladys|solveig|soazig|lenaig|anaig|annaig|nawel|naoual|siham|ilham|nour|noor|victoire|olympe"
    r"|colombe|fleur|prune|jade|grace|celeste|paule|solange|anouk|yseult|mahaut|alienor|beatrix|rosalind|birgit|simone)"
)
WOMAN = (
    rf"(?!{_MEN}\b)(?:{_WOMEN}$|\w*(?:a|ine|inne|yne|ene|ane|enne|wenn|lenn|zenn|fenn|elle|ele|ale|ille|ylle|ette|itte|otte|ise|yse|ese"
    r"|isse|ie|anne|onne|udie|aude|ure|ore|ere|ice(?<!rice)|ance|ence|ense|uce|ole|ilde|odile|ucile|ecile|ique|ege|wige|mee|thee"
    r"|nee|ree|zee|arthe|erthe|inthe|athe|ande|onde|erite|icte|ieve|rose)$)"
)
"""Before a person's name (folded), and her first name (folded): endings that hardly any man's name has."""

CATCHES = (
    ("Le Dr Lefranc a opéré hier.", "Lefranc"),
    ("« C'est un soulagement », explique Wardia Kessal.", "Wardia Kessal"),
    ("Wardia Kessal, directrice du pôle, confirme.", "Wardia Kessal"),
    ("Marie-Claude Durand s'en félicite.", "Marie-Claude Durand"),
)
MISSES = ("La Haute Autorité s'en félicite.", "Le Grand Est manque de médecins.")
