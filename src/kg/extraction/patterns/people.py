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
    r"luca|noa|sacha|issa|moussa|mustapha|oussama|hamza|adama|ibrahima|elie|jeremie|zacharie|antoine|etienne|blaise|ambroise"
    r"|moise|dieudonne|arsene|eugene|anatole|g[wu]enole|cyrille|achille|stephane|sofiane|soufiane|slimane|ousmane|othmane"
    r"|alassane|souleymane|tidiane|lamine|amine|yacine|yassine|\w*eddine|zinedine|timothee|amedee|theodore|isidore|salvatore"
    r"|honore|claude|dominique|emile|basile|maxence|terence|aurele|hyacinthe"
)
"""First names of men, or of both, that end as those of women do."""

_WOMEN = (
    r"agnes|ines|mercedes|edith|judith|ruth|elisabeth|fanny|nelly|cathy|betty|wendy|cindy|sandy|peggy|kelly|shirley|audrey"
    r"|mary|fatou|bintou|marion|manon|lison|suzon|alison|maud|rachel|muriel|myriam|miriam|claire|chantal|magali|sarah|hannah"
    r"|deborah|farah|salome|zoe|chloe|daphne|aglae|maite|iris|doris|astrid|ingrid|sigrid|margaux|margot|maylis|maelys|anais"
    r"|thais|carmen|karen|ellen|esther|jennifer|annick|soizic|soazig|katell|gladys|gwladys|solveig|lenaig|nawel|naoual|siham"
    r"|ilham|nour|victoire|olympe|colombe|fleur|prune|jade|celeste|paule|solange|anouk|alienor|beatrix|simone"
)
"""First names of women that no ending tells."""

_ENDINGS = (
    r"a|[aeiy]ne|inne|enne|anne|onne|[wlzf]enn|elle|ille|ylle|[aeo]le|ette|itte|otte|[iy]se|rose|ese|isse|ie|udie|aude|[uo]re|gere"
    r"|ice(?<!rice)|uce|ance|ence|ense|ilde|odile|ucile|ecile|ique|ege|wige|[mnrz]ee|thee|a[r]?the|erthe|inthe|[ao]nde|erite|icte|ieve"
)
WOMAN = rf"(?!(?:{_MEN})\b)(?:(?:{_WOMEN})$|\w*(?:{_ENDINGS})$)"
"""A woman's first name, folded; `WOMAN_BEFORE`: what stands before it. The names are common ones of the civil register."""

CATCHES = (
    ("Le Dr Lefranc a opéré hier.", "Lefranc"),
    ("« C'est un soulagement », explique Wardia Kessal.", "Wardia Kessal"),
    ("Wardia Kessal, directrice du pôle, confirme.", "Wardia Kessal"),
    ("Marie-Claude Durand s'en félicite.", "Marie-Claude Durand"),
)
MISSES = ("La Haute Autorité s'en félicite.", "Le Grand Est manque de médecins.")
