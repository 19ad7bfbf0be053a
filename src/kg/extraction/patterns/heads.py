"""Head nouns that stand for a type when a name is composed, and how a list shares its head. Constants only."""

DEFAULT_HEAD = {
    "CH": "centre hospitalier",
    "CHU": "CHU",
    "CLINIC": "clinique",
    "MSP": "maison de santé",
    "GHT": "GHT",
    "CPTS": "CPTS",
    "EPCI": "communauté de communes",
    "DEPARTEMENT": "Département",
    "REGION": "Région",
    "COMMUNE": "Ville",
    "ARS": "ARS",
    "UNIVERSITY": "université",
    "MEDICOSOCIAL": "Ehpad",
    "HEALTH_CENTRE": "centre de santé",
    "STATE": "préfecture",
    "PIMM": "PIMM",
    "CLS": "contrat local de santé",
    "IMAGING_CENTRE": "centre d'imagerie",
    "PHARMACY": "pharmacie",
    "PRACTICE": "cabinet",
    "LAB": "laboratoire",
    "INSURANCE": "CPAM",
    "UNIT": "site",
}

LIST_HEAD = (
    r"\b(?P<head>(?:centres? hospitaliers?(?: (?:universitaires?|intercommunaux|régionaux|départementaux|intercommunal))?"
    r"|hôpita(?:l|ux)(?: (?:de proximité|locaux|publics))?|CHU?s?|cliniques?|polycliniques?|maisons? de santé(?: pluri\w+)?"
    r"|GHT|CPTS|ARS|agences régionales de santé|communautés? de communes|communautés? d['’]agglomération|départements?|régions?"
    r"|Départements?|Régions?|conseils départementaux|conseils régionaux|villes?|communes?|universités?|Ehpad|EHPAD"
    r"|centres de santé|contrats locaux de santé|préfets?|préfectures?|CPAM|caisses primaires|laboratoires?|MSP|PIMM"
    r"|cabinets? de radiologie|cabinets?|centres? d['’]imagerie|pharmacies?|sites?|mairies?|services?))"
    r"\s+(?:de\s+l['’]|de\s+la\s+|de\s+|du\s+|des\s+|d['’])?\s*[A-ZÀ-Ý]"
)
"""A head that the members of a list share: « les centres hospitaliers de A, B et C »."""

SHARED = (
    r"(?:centres hospitaliers|hôpitaux|CHU?s|cliniques|polycliniques|maisons de santé|centres de santé|[Dd]épartements"
    r"|[Rr]égions|villes|communes|communautés de communes|agences régionales de santé)\b"
)
"""Plural heads that a list shares and that no body bears as its name, as « Hôpitaux universitaires » is one's."""

UNIVERSITY = r"CHU|centre hospitalier universitaire"
SINGLE = rf"{UNIVERSITY}|GHT"
SEVERAL_BEFORE = r"\b(?:[Ll]es|[Dd]es|[Aa]ux|[Cc]es|nos|vos|leurs|deux|trois|quatre|cinq|six|plusieurs)\s+(?:\w+\s+)?$"
"""A head that stands for one body unless words before it count several: « le CHU de A et B » names no CHU de B."""

PREPOSITION_BEFORE = r"(?:\bde l['’]|\bde la |\bdu |\bdes |\bde |\bd['’])\s*$"

BETWEEN = frozenset("AGREEMENT".split())
"""Composed « HEAD entre A et B »."""

PARTNERSHIP = ("partenariat public-privé", "contrat de partenariat")
"""What a PPP is called as a contract (ordonnance n° 2004-559): it too is « entre A et B »."""
PARTNERSHIP_SAID = r"(?:PPP|(?:contrat de )?partenariat(?: public[- ]privé)?)$"

OF_MEMBERS = frozenset("COMMUNITY PPP GIE GCS GIP PIMM GHT CHT ESP".split())
"""Composed « HEAD du A et du B »."""

ANAPHORIC = (
    r"(?:[Cc]elui|[Cc]elle|[Cc]eux|[Cc]elles)(?:-ci|-là)?|(?:le|la|les) (?:sien|sienne|leur|nôtre|premier|première|second|seconde|deuxième|troisième|dernier|dernière)s?"
    r"|nôtres?|siennes?|siens?|(?:premier|première|second|seconde|deuxième|troisième|quatrième|dernier|dernière|autre)s?"
)
"""A mention that names nothing by itself but what it belongs to: « celui d'Albi »."""

OF_TOWN = frozenset("CH MSP HEALTH_CENTRE LAB IMAGING_CENTRE PHARMACY ORG CLINIC MEDICOSOCIAL".split())
"""Described and joined to nothing: composed « HEAD de TOWN » with the town that the article is about."""

BARE_COMMUNE = frozenset("ville commune mairie municipalité conseil collectivité maire cité bourg".split())
QUALIFIED = (
    r"^(?:première?|nouvel(?:le)?|nouveau|seconde?|deuxième|future?|présente?|dite?|même|simple|telle?|autre)\s+"
)
ACI = r"accord conventionnel|\bACI\b|accord(?! cadre)|contrat"

OFFICE = {
    "préfet": "préfecture",
    "préfète": "préfecture",
    "sous-préfet": "sous-préfecture",
    "sous-préfète": "sous-préfecture",
    "ministre": "ministère",
}
"""Who acts for a body of the state → the body."""

NEXT_IN_LIST = r",? (?:et |ainsi que )?(?:de la |de l['’]|de |du |d['’])?[A-ZÀ-Ý]"
"""What follows a member of a list when another one does."""

SAID = {
    "GHT": r"ght\b|groupements? hospitaliers?",
    "CHT": r"cht\b|communautes? hospitalieres?",
    "CPTS": r"cpts\b|communautes? professionnelles?",
    "CLS": r"cls\b|contrats? local|contrats? locaux",
    "DAC": r"dac\b|dispositifs? d'appui|appui a la coordination",
}
"""Forms of law that no article speaks of without saying their word somewhere (folded)."""

BARE = {
    "CHU": ("CHU", "CHRU", "centre hospitalier universitaire", "hôpital", "centre hospitalier"),
    "CH": ("CH", "centre hospitalier", "hôpital", "hôpital public", "CHI", "EPSM", "GHU"),
    "CLINIC": ("clinique", "polyclinique", "hôpital"),
    "GHT": ("GHT", "groupement"),
    "CHT": ("CHT", "communauté hospitalière de territoire"),
    "GCS": ("GCS", "groupement"),
    "GIE": ("GIE", "groupement"),
    "GIP": ("GIP", "groupement"),
    "PIMM": ("PIMM", "plateau"),
    "CPTS": ("CPTS",),
    "MSP": ("MSP", "maison de santé"),
    "DAC": ("DAC",),
    "CLS": ("CLS", "contrat local de santé"),
    "ESP": ("ESP", "ESS", "équipe de soins primaires"),
    "ARS": ("ARS", "agence régionale de santé", "agence"),
    "INSURANCE": ("CPAM", "caisse primaire", "caisse"),
    "PRACTICE": ("SISA", "cabinet", "Selarl", "Selas"),
    "PROFESSIONAL_BODY": ("URPS", "syndicat", "fédération", "ordre"),
    "UNIVERSITY": ("université", "faculté"),
    "EPCI": ("communauté de communes", "agglomération", "métropole", "intercommunalité"),
    "MEDICOSOCIAL": ("Ehpad", "résidence", "maison de retraite"),
    "ASSOCIATION": ("association", "fondation"),
    "ESPIC": ("fondation", "hôpital", "clinique"),
    "HEALTH_CENTRE": ("centre de santé", "centre"),
    "LAB": ("laboratoire",),
    "COMPANY": ("société", "groupe"),
    "PHARMACY": ("pharmacie",),
}
"""Names of a type that say no more than the type."""

LOCAL_WORDS = (
    "conseil départemental département région régional général collectivité ville commune mairie municipalité municipal"
)
"""What the names of local authorities share: one place, one authority of a level."""

TELLING = frozenset("GHT CHT GCS GIE GIP PIMM MSP CPTS CLS DAC CHU ARS INSURANCE".split())
"""Types whose heads (`organisations.HEADS`) leave no doubt: what a voice heard otherwise yields to them."""

COMMON_NOUN = r"(?:Convention|Contrat|Accord|Protocole|Charte|Bail|Partenariat|Direction|Fédération|Lettre)\b"
"""A noun that opens a line or a sentence, not a name."""

WRITTEN_SMALL = frozenset(["AGREEMENT", "COMMUNITY"])
"""Types whose descriptions that noun may open."""

ARTICLE_OF_TOWN = r"L(?:[ea]s? |['’])[A-ZÀ-Ý]"
"""A town's name with its own article: « La Souterraine »."""

TOWN_HEAD = r"(?:[Cc]ommune|[Vv]ille|[Mm]airie)s? (?:de l['’]|de la |du |des |de |d['’])"
SAID_BY_TOWN = frozenset("CH MEDICOSOCIAL HEALTH_CENTRE MSP".split())
"""Types that an article calls by their town alone: « Perquie » for its hospital."""

SAID_BY_LAND = frozenset(["GHT", "CPTS"])
"""Types that a list names without their head: « Oise Nord-Est »."""

SAID_BY_BRAND = frozenset("UNIT COMPANY GIE GCS COMMUNITY".split())
_PROPER = r"[A-ZÀ-Ý][\w’'&-]*"
BRAND = (
    r"(?:[a-zà-ÿ][\w’'-]* )+?(?:(?:baptis|dénomm|appel|nomm|intitul)ée? )?«? ?"
    rf"(?P<brand>{_PROPER}(?: (?:(?:de|du|des|la|le|les|et) |d['’])*{_PROPER})*) ?»?"
)
"""Common nouns and a name right after them: « groupe Almadia », « GIE baptisé Imagerie des Deux Rives »."""

OWNED = (
    ("PRACTICE", r"(?i:sisa|société interprofessionnelle de soins ambulatoires)$", ("MSP",)),
    ("AGREEMENT", r"[Cc]onvention constitutive$", ("GHT", "GCS", "GIP", "GIE", "PIMM", "CHT")),
)
"""Type, description, types of whose it is: a SISA is a maison de santé's (CSP L4041-1), a convention constitutive a
groupement's (CSP L6132-2, L6133-3)."""

MINISTRY = {"ministère": "ministère de la Santé", "ministre": "ministère de la Santé"}
"""Which one an article of the field means that names no other."""

CONTRACTED = frozenset("CPTS MSP ESP PRACTICE".split())
"""Types whose contract with the authorities is called theirs: « ACI de la CPTS de l'Avre »."""
