"""Words beside which a capitalised word in a name is a place, or is none; folded. Constants only."""

COMMON = frozenset(
    ["val", "parc", "port", "bois", "pont", "bourg", "lac", "plan", "fort", "mont", "pre", "moulin", "chateau"]
)
"""Nouns that are names of villages too."""
NO_TOWN_AFTER = frozenset([
    "baie", "golfe", "mer", "etang", "val", "jardins", "cotes", "cote", "coeur", "rives", "portes", "bords", "plaine",
    "foret", "pointe", "cap", "villa",
])  # fmt: skip
"""Nouns that make another thing of the place after them: « baie de Somme », « mer du Nord »."""
RIVER_AFTER = NO_TOWN_AFTER | frozenset(["vallee", "vallees", "vals", "pays", "bassin", "boucle", "boucles", "gorges"])
"""Nouns after which the name of a département is its river's or its land's: « vallées de l'Ariège »."""
BEFORE_TOWN = frozenset(["de", "d", "a", "et", "en", "sur"])
TRADES = frozenset(["imagerie", "imageries", "radiologie", "radio", "irm", "scanner", "selarl", "selas"])
"""Words of brands beside which the name of a town says where: « Radiologie Canisy », « Laillé Imagerie »."""
DIRECTIONS = frozenset(["nord", "sud", "est", "ouest", "centre"])
TOWN_ARTICLES = ("", "Le ", "La ", "Les ", "L'")
"""What is left out before the name of a town: « Havre » for Le Havre."""
SIZES = frozenset(["grand", "grande", "petit", "petite", "haut", "haute", "bas", "basse", "entre"])
"""First words of lands that are names of villages too."""
HEAD_ADJECTIVES = frozenset(["hospitalier", "intercommunal", "universitaire", "departemental", "regional", "commun"])
CONTRACTED = {"du": "le", "au": "le", "des": "les", "aux": "les"}
ARTICLES = frozenset(["le", "la", "les", "l"])
PREPOSITIONS = frozenset(["de", "du", "d", "des"])
HOSPITALS = frozenset(["hopital", "hopitaux", "hospitalier", "intercommunal", "ch", "chi"])
"""Nouns of hospitals: with an article after them the name of a village is a place, « hôpital du Tallud »."""
HOMES = frozenset(["ehpad", "epsm", "mas", "fam", "esat", "ime"])
"""Establishments that are called by a name of their own as soon as by their town's."""
ADJECTIVE = r"\w+(?:ais|aise|ois|oise|ien|ienne|ain|aine|al|ale|aux|in|ine|ard|arde)s?"
"""What makes a land of the place before it: « la Bresse louhannaise », « Bourgogne méridionale »."""
