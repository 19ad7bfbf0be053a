"""Words that say how a text holds a fact, over folded text. Constants only."""

NEGATED = (
    r"\bn(?:e |')(?:\w+ ){0,3}?(?:pas|plus(?! qu)|jamais(?! qu)|point|aucune?|guere|ni|nullement)\b|\brefus\w+|\brenonc\w+|\babandonn\w+|\brejet\w+|\bechou\w+"
    r"|\bpas d[e']|\b(?:rien|aucune?|nulle?)\b|\bsans (?:etre|avoir|rejoindre|que)\b|\bdement\w*|\bpas question\b|\bnon\b(?!-)|\bannul\w+|\bni\b.{1,40}\bni\b|\bdecline\w*"
)
HOPED = (
    r"\bsouhait\w+|\besper\w+|\bvoudrai\w+|\bpourrai\w+|\benvisag\w+|\ba l'etude\b|\brev(?:e|ent|ait)\b|\bdemand(?:e|ent|ait)\b|\breclam\w+"
    r"|\bplaid\w+|\bimagin\w+|\breflechi\w+|\bpiste\b|\bhypothese\b|\beventuel\w*|\bsi\b|\bserait\b|\bseraient\b|\baimerai\w+|\bsollicit\w+"
    r"|\bcandidat\w+|\bproposition\b|\bverrai\w*|\bvou(?:lait|draient)|\bbriguent?\b"
)
PLANNED = (
    r"\b(?!(?:gamma)?camera|opera\b|libera)\w+(?:era|eront|dra|dront|ira|iront|ura|uront|rra|rront)\b|\b(?:va|vont|doit|doivent|devra\w*|devrait|devraient) \w+(?:er|ir|re|oir)\b"
    r"|\bd'ici\b|\bprevue?s?\b|\bprevo[iy]\w+|\bprogramm\w+|\bprochain\w*\b|\bprojet(?:te)?\b|\ba venir\b|\battendue?s?\b|\ba terme\b|\bbientot\b|\bfutur\w*\b"
    r"|\bprojet de\b|\bpromet\w*|\bpromis\w*|\bs'engage\w*"
)
ENDED = (
    r"\bjusqu'en\b|\bjusqu'au\b|\bjusqu'a\b|\banciennement\b|\ba (?:quitte|ferme|cesse|pris fin|disparu)\b|\bs'est retire\w*|\bfermee?s? (?:en|depuis|le)\b"
    r"|\bquitt(?:e|ent|er|ant)\b|\bquittee?s?\b|\brompu\w*|\bresili\w+|\bmet(?:tre|tent)? (?:un terme|fin)\b|\bmis (?:un terme|fin)\b|\bcess(?:e|ee|ent|er)\b"
    r"|\bretir(?:e|ee|er)\b|\bdissou(?:s|te|dre|ts)\b|\bdissolution\b|\bex-|\bautrefois\b|\bjadis\b|\bnaguere\b|\b(?:etait|etaient|appartenait|comptait|reunissait|avait)\b(?=.{0,60}\bjusqu)"
)

DENIED_AFTER = (
    r",? (?:mais )?(?:qui|lequel|laquelle|lesquel(?:le)?s) n(?:e |')(?:en |y |l')?"
    r"(?:(?:\w+ ){1,2}(?:pas|plus|jamais|point) (?:encore )?(?:membre|partie|adherent|signataire|partenaire|rejoint|signe|integre|adhere)"
    r"|(?:adhere|participe|entre|appartient)(?:nt)? (?:pas|plus|point))"
)
"""What follows a member that the text says is none: « , qui n'en est pas membre »."""

CATCHES = (
    ("Le groupement réunit trois hôpitaux", "asserted"),
    ("La clinique n'a pas rejoint le groupement", "negated"),
    ("Le groupement ne compte plus que deux membres", "asserted"),
    ("L'hôpital souhaite rejoindre le groupement", "hoped"),
    ("Le scanner sera installé en mars", "planned"),
    ("Le centre va ouvrir", "planned"),
    ("Les deux hôpitaux ont été liés jusqu'en 2019", "ended"),
)

BOUNDARY = r"[;:()]|, | – |\bmais\b|\btandis que\b|\balors que\b"
"""Where a clause ends (folded)."""
