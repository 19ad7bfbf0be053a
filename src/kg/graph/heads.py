"""How French names say what kind of thing they name. Constants only, on folded words (`kg.places.fold`).

`CANONICAL` writes one head noun in one way, so that « CH de Rodez » and « hôpital de Rodez » meet. `HEADS` are the
canonical heads that say no more than the entity's type, and are left out of its IRI.
"""

from __future__ import annotations

CANONICAL: tuple[tuple[str, str], ...] = (
    (r"centres? hospitaliers? (regional )?(et )?universitaires?|hopital universitaire|ch r? ?u|chr?u", "chu"),
    (r"centre hospitalier regional|chr", "chu"),
    (
        r"centres? hospitaliers?( intercommunal| general| public| departemental| local| du pays)?"
        r"|hopital( public| local| intercommunal| general| de proximite)?|hopitaux|ch[igd]?",
        "centre hospitalier",
    ),
    (r"groupements? hospitaliers? de territoires?", "ght"),
    (r"communautes? hospitalieres? de territoires?", "cht"),
    (r"groupements? de cooperation sanitaire( et medico sociale)?|gcsms", "gcs"),
    (r"groupements? de cooperation sociale (et|ou) medico sociale", "gcs"),
    (r"groupements? d interets? economiques?", "gie"),
    (r"groupements? d interets? publics?", "gip"),
    (r"plateaux? (d )?imagerie medicale mutualises?", "pimm"),
    (r"maisons? (de sante )?pluri(professionnelle|disciplinaire)s? de sante", "msp"),
    (r"maisons? de sante( pluri ?(professionnelle|disciplinaire)s?)?", "msp"),
    (r"communautes? professionnelles? territoriales? de sante", "cpts"),
    (r"equipes? de soins primaires", "esp"),
    (r"equipes? de soins specialises|ess", "ess"),
    (r"contrats? locaux de sante|contrat local de sante", "cls"),
    (r"dispositifs? d appui a la coordination", "dac"),
    (r"agences? regionales? de sante", "ars"),
    (r"agences? regionales? de l hospitalisation", "arh"),
    (r"caisses? primaires? d assurance maladie", "cpam"),
    (r"mutualite sociale agricole", "msa"),
    (r"partenariats? publics? prives?", "ppp"),
    (r"(conseils? )?region(al|aux|ale)?", "region"),
    (r"conseils? (departemental|general)|departement", "departement"),
    (r"ville|mairie|commune|municipalite|conseil municipal", "commune"),
    (r"communaute d agglomeration|agglo", "agglomeration"),
    (r"(polyclinique|clinique)( privee)?", "clinique"),
    (r"(etablissement|maison|residence) (d hebergement )?(pour|de) (personnes agees( dependantes)?|retraite)", "ehpad"),
    (r"centre (municipal )?de sante( municipal| mutualiste| polyvalent)?", "centre de sante"),
    (r"centre d? ?imagerie( medicale)?", "centre d imagerie"),
    (r"cabinets?( medical)?( de radiologie)?", "cabinet"),
    (r"centre de lutte contre le cancer|centre anticancereux", "clcc"),
    (r"fondation hopital", "fondation"),
)
"""Pattern of a head noun → its one spelling, tried in this order on whole words."""

HEADS: dict[str, tuple[str, ...]] = {
    "GHT": ("ght",),
    "CHT": ("cht",),
    "GCS": ("gcs",),
    "GIE": ("gie",),
    "GIP": ("gip",),
    "PIMM": ("pimm",),
    "MSP": ("msp",),
    "CPTS": ("cpts",),
    "ESP": ("esp", "ess"),
    "PPP": ("ppp",),
    "CLS": ("cls",),
    "DAC": ("dac",),
    "CHU": ("chu", "centre hospitalier"),
    "CH": ("centre hospitalier",),
    "CLINIC": ("clinique",),
    "CLCC": ("clcc",),
    "MEDICOSOCIAL": ("ehpad",),
    "HEALTH_CENTRE": ("centre de sante",),
    "PRACTICE": ("cabinet",),
    "IMAGING_CENTRE": ("centre d imagerie",),
    "LAB": ("laboratoire",),
    "PHARMACY": ("pharmacie",),
    "ARS": ("ars", "arh"),
    "REGION": ("region",),
    "DEPARTEMENT": ("departement",),
    "COMMUNE": ("commune",),
    "UNIVERSITY": ("universite",),
    "COMPANY": ("groupe", "societe"),
}
"""Type → the heads that repeat it."""

BARE: dict[str, frozenset[str]] = {
    "AGREEMENT": frozenset(["convention", "accord", "accord cadre", "protocole", "contrat", "partenariat"]),
    "COMMUNITY": frozenset(["direction commune", "federation", "reseau", "groupement"]),
    "INSURANCE": frozenset(["cpam", "caisse"]),
    "EPCI": frozenset(["communaute communes", "agglomeration", "metropole", "intercommunalite"]),
    "STATE": frozenset(
        ["prefecture", "prefet", "sous prefecture", "tribunal administratif", "chambre regionale comptes"]
    ),
    "ESPIC": frozenset(["centre hospitalier", "clinique", "etablissement", "association", "fondation"]),
}
"""Type → names that, alone, name nothing: such an entity stays within its document."""

_STOP = "le la les l de du des d et a au aux en sur pour un une dit dite"
STOP = frozenset(_STOP.split())
"""Words that make no difference between two names."""

_HONORIFICS = "m mm mme mlle dr docteur pr prof professeur monsieur madame maitre"
HONORIFICS = frozenset(_HONORIFICS.split())
"""Titles before a person's name."""

SANCTUARIES = frozenset(["saint", "sainte", "notre", "sacre"])
"""First words of names that a hundred clinics bear (« Saint-Joseph », « Notre-Dame »)."""

_FACILITIES = """
    CHU CH CLINIC ESPIC CLCC MEDICOSOCIAL HEALTH_CENTRE PRACTICE IMAGING_CENTRE LAB UNIT PHARMACY
    PIMM MSP ESP GIE GCS GIP PPP
"""
FACILITIES = frozenset(_FACILITIES.split())
"""Types whose short names need their town to be told apart; the others name a territory or are known by name."""

_BY_NAME_ALONE = "PERSON COMPANY STATE INSURANCE PROFESSIONAL_BODY ORG UNIVERSITY EPCI"
BY_NAME_ALONE = frozenset(_BY_NAME_ALONE.split())
"""Types whose names are known without a capital (« assurance maladie »): never too common to stand alone."""

_COMMON_FIRST = """
    accord accueil agence annexe antenne association cabinet centre clinique communaute consultation contrat convention
    departement direction dispositif ecole equipe espace etablissement federation filiere fondation foyer groupe
    groupement hopital hopitaux imagerie institut laboratoire le la les l maison maternite partenariat pharmacie
    plateau plateforme pole polyclinique protocole reseau residence scanner secteur service site societe structure
    union unite urgences
"""
COMMON_FIRST = frozenset(_COMMON_FIRST.split())
"""Common nouns that begin a name: a capital there makes no proper name."""

_COMMON = """
    aci ars ch chi cht chu cls cms cpam cpom cpts dac ehpad esp ess gcs ght gie gip had irm mco msa msp pimm ppp scanner
    smur tep tdm usld urps imagerie medicale medical public prive mutualise mutualiste local
"""
COMMON = frozenset(_COMMON.split())
"""Words that name a kind of thing, with or without capitals: a name of these alone names nothing."""
