"""Titles of people in organisations, over folded text. Constants only."""

_ADJECTIVE = (
    r"(?: (?:general|generale|adjoint|adjointe|delegue|deleguee|medical|medicale|administratif|administrative|technique|executif|executive"
    r"|departemental|departementale|regional|regionale|hospitalier|hospitaliere|par interim|interimaire|honoraire|fondateur|fondatrice"
    r"|sortant|sortante|associe|associee|referent|referente|financier|financiere|associee?|en chef|d'etablissement))*"
)
_FIELD = (
    r"(?: (?:du conseil (?:de surveillance|d'administration|departemental|regional|municipal|syndical)|du directoire|de la commission medicale"
    r"(?: d'etablissement| de groupement)?|de la cme|du comite \w+|des ressources humaines|des affaires medicales|des soins"
    r"|(?:de |du )(?:service|pole|projet)(?: (?:de |d')[a-z-]+)?|des urgences|des finances))?"
)
TITLE = (
    r"(?:(?:ex-|anciens? |ancienne |vice-|co-?|sous-)?"
    r"(?:directeur|directrice|president|presidente|maire|administrateur|administratrice|coordinateur|coordinatrice|coordonnateur"
    r"|coordonnatrice|gerant|gerante|tresorier|tresoriere|secretaire general|secretaire generale|secretaire|prefet|prefete|ministre"
    r"|chef|cheffe|responsable|delegue general|deleguee generale|doyen|doyenne|senateur|senatrice|depute|deputee|conseiller departemental"
    r"|conseillere departementale|conseiller regional|conseillere regionale|fondateur|fondatrice|cofondateur|cofondatrice|patron|patronne"
    r"|porte-parole|adjoint au maire|adjointe au maire|adjointe? a la sante|biologiste|radiologue|medecin nucleaire|medecin generaliste|generaliste"
    r"|medecin coordonnateur|cadre de sante|chef d'etablissement|pharmacien gerant|dirigeant|dirigeante|associe gerant|sous-prefet|sous-prefete"
    r"|rapporteur|representant|representante|chargee? de mission|dg|pdg)" + _ADJECTIVE + _FIELD + r"(?: par interim)?)"
)

PLURAL = r"^([\w-]{3,}[^\Wsx])s\b"
"""How a title in lower case opens that is said of several people; the group is what each of them is."""
GENERALS = ("généraux", "général")
"""… and the adjective whose plural has another ending."""

CATCHES = (
    ("Paul Martin, directeur général adjoint du CH.", "directeur général adjoint"),
    ("la présidente du conseil de surveillance", "présidente du conseil de surveillance"),
)
MISSES = ("Le maïs pousse.", "La prescription est presque faite.")
