"""Medical disciplines as the contract writes them, over folded text. Constants only."""

DISCIPLINES = (
    "addictologie", "allergologie", "anatomopathologie", "anesthésie", "anesthésie-réanimation", "biologie médicale", "biologie",
    "cancérologie", "cardiologie", "chirurgie", "chirurgie ambulatoire", "chirurgie bariatrique", "chirurgie cardiaque",
    "chirurgie digestive", "chirurgie orthopédique", "chirurgie pédiatrique", "chirurgie plastique", "chirurgie thoracique",
    "chirurgie urologique", "chirurgie vasculaire", "chirurgie viscérale", "chirurgie dentaire", "dermatologie", "diabétologie",
    "dialyse", "endocrinologie", "gastro-entérologie", "gériatrie", "gynécologie", "gynécologie-obstétrique", "hématologie",
    "hépato-gastro-entérologie", "hospitalisation à domicile", "hygiène hospitalière", "imagerie", "imagerie médicale",
    "infectiologie", "maladies infectieuses", "médecine d'urgence", "médecine interne", "médecine nucléaire", "médecine physique",
    "médecine polyvalente", "médecine générale", "néonatologie", "néphrologie", "neurochirurgie", "neurologie", "neuroradiologie",
    "obstétrique", "odontologie", "oncologie", "ophtalmologie", "ORL", "orthopédie", "pédiatrie", "pédopsychiatrie", "pharmacie",
    "pneumologie", "psychiatrie", "radiologie", "radiologie interventionnelle", "radiothérapie", "réanimation", "rhumatologie",
    "soins de suite", "soins palliatifs", "stomatologie", "traumatologie", "urologie", "stérilisation", "rééducation", "orthophonie",
    "kinésithérapie", "sage-femme", "maïeutique", "oncologie médicale", "unité neurovasculaire", "gynécologie médicale",
    "médecine vasculaire", "chirurgie orthopédique et traumatologique", "coronarographie", "curiethérapie", "angiologie",
    "chirurgie gynécologique", "chirurgie maxillo-faciale", "médecine du sport", "toxicologie", "génétique", "radiopharmacie",
)  # fmt: skip

NOT_COVERED = frozenset(["urgences", "maternité", "pharmacie", "stérilisation"])
"""Words of hospitals that the contract calls no disciplines."""

HOLDER_BEFORE = (
    r"(?:service|pole|unite|departement|centre|cabinet|chef|cheffe|professeur|plateau|gcs|gie|institut|clinique|federation|salles?|equipe"
    r"|laboratoire|interne|agrege|tables?)s?(?: medicale?| technique)? (?:de |d'|en |du |de la |des )$"
)
"""In front of a discipline: it is part of a name or a title there, not one the text says is covered."""

CATCHES = (
    ("Les consultations de cardiologie reprennent.", "cardiologie"),
    ("La clinique propose de la chirurgie orthopédique.", "chirurgie orthopédique"),
)
MISSES = ("Le chef du service de cardiologie est parti.", "La cardiologue est partie.")
