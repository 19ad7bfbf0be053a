"""Medical equipment: contract code → folded expressions. Constants only; the labels of `ontology/codes.ttl` agree."""

EQUIPMENT = {
    "IRM": r"(?:appareils? d')?irm|imageurs? par resonance magnetique|imagerie par resonance magnetique|remnographes?|magnetom|ingenia|achieva",
    "TEP": r"(?:un |le )?petscan|pet-?scans?|tep(?:-?(?:tdm|scan|scanner|irm))?|tomographes? a emission de positons|tomographie par emission de positons|pet-?ct|biograph|vereos",
    "SCANNER": r"scanners?|scanographes?|tomodensitometres?|tdm|somatom|naeotom|aquilion",
    "GAMMA_CAMERA": r"(?:gamma[ -]?)cameras?|cameras? a scintillation|scintigraphes?|symbia",
    "MAMMOGRAPHE": r"mammographes?|mammographies? numeriques?|tomosynthese|senographe|mammomat",
    "ECHOGRAPHE": r"echographes?|appareils? d'echographie|salles? d'echographie",
    "RADIOGRAPHIE": r"salles? de radio(?:logie|graphie)?(?: conventionnelle| numerique)?|tables? de radiologie|radiologie conventionnelle"
    r"|appareils? de radio(?:logie|graphie)?|tables? telecommandees?|salles? os-poumons",
    "ANGIOGRAPHE": r"angiographes?|salles? d'angiographie|salles? (?:de )?(?:coronarographie|cardiologie interventionnelle|vasculaires?)|coronarographes?|azurion",
    "ARCEAU": r"arceaux?(?: chirurgica(?:l|ux))?|amplificateurs? de brillance|arceaux? de bloc",
    "ACCELERATEUR": r"accelerateurs?(?: (?:lineaires?|de particules))?|cyberknife|tomotherapie|truebeam|clinac|halcyon|radixact|mridian",
    "CYCLOTRON": r"cyclotrons?",
    "ROBOT": r"robots?(?: (?:chirurgica(?:l|ux)|de chirurgie|da vinci|operatoire))|robots? d'assistance chirurgicale|da vinci|versius",
    "DENSITOMETRE": r"(?:osteo)?densitometres?",
    "TELERADIOLOGIE": r"teleradiologie|plateforme de teleradiologie",
}
"""In the order in which they are tried: « TEP-scanner » is no scanner. With the models whose name means nothing else."""
CODES = frozenset(EQUIPMENT) | {"AUTRE"}
"""What equipment can be; nothing in a text says AUTRE."""

MODELS = {
    "IRM": r"signa|intera|vantage|echelon|aperto|\d(?:[.,]\d)? ?teslas?",
    "TEP": r"ingenuity|gemini|celesteion|omni legend|discovery (?:mi|iq|st|ste)|pet-?mr",
    "SCANNER": r"brilliance|incisive|lightspeed|brightspeed|revolution|optima|supria|scenaria"
    r"|\d+ (?:barrettes|coupes)|coroscanners?",
    "GAMMA_CAMERA": r"brightview|infinia|veriton|starguide|discovery nm|anyscan|cameras? a semi-?conducteurs|scintigraphie",
    "MAMMOGRAPHE": r"selenia|amulet|microdose",
    "ECHOGRAPHE": r"acuson|aplio|logiq|voluson|epiq|affiniti|vivid",
    "RADIOGRAPHIE": r"ysio|luminos|discovery xr|definium|digitaldiagnost|tables? de radio|panoramiques? dentaires?",
    "ANGIOGRAPHE": r"allura|artis|innova|infinix|trinias|biplans?",
    "ARCEAU": r"ziehm|cios|o-arm|oec",
    "ACCELERATEUR": r"ethos|novalis|versa hd|elekta synergy|elekta unity",
    "ROBOT": r"hugo|mako|rosa|excelsius|mazor|senhance|robots?(?! (?:de|pharmac))",
    "DENSITOMETRE": r"lunar|prodigy|hologic horizon",
    "TELERADIOLOGIE": r"tele-?interpretations?",
}
"""What a machine is that is called by its model, or by what it is measured in: the lines of products of the makers.

Many are words of other meaning too, so they are asked only of words that are known to name equipment.
"""

BEFORE = (
    r"(?:(?:les|le|la|l'|un|une|des|son|sa|ses|leur|cet|cette|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d{1,2}) ?)?"
    r"(?:(?:nouve(?:l|lle|au|aux|lles)|premiere?|seconde?|deuxieme|troisieme|quatrieme|seule?|futur|future|autre|petite?|ancien|ancienne) )?"
)
"""What belongs to the span in front of the expression: article, number, ordinal."""

NO_EQUIPMENT_BEFORE = (
    r"(?:centre|service|unite|cabinet|pole|gie|gcs|plateau|examens?|images?|seances?|passer (?:une|un|leur|son)|rendez-vous|manipulat\w+"
    r"|activite|secteur|delais?|site|salle|de la|vacations? de|actes? d[e'])(?: d[e']| en| scanner| irm)? ?$"
)
"""Words in front of an expression that make it an activity or a name, no machine."""

CATCHES = (
    ("La clinique exploite deux scanners et une IRM.", ("SCANNER", "IRM")),
    ("Un TEP-scan sera installé au printemps.", ("TEP",)),
    ("Le bloc a reçu un robot chirurgical.", ("ROBOT",)),
    ("Une gamma-caméra complète le plateau.", ("GAMMA_CAMERA",)),
)
MISSES = (
    "Les délais de scanner s'allongent.",
    "Le robot de cuisine est en panne.",
    "Elle a étepé la salle.",
)
