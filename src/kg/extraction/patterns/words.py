"""Words of French grammar and of health that names are compared and composed with. Constants only."""

EMPTY = frozenset(
    "le la les l d de du des et a au aux en sur pour dans un une site dr docteur pr professeur m mme monsieur madame".split()
)
"""Words that do not tell two names apart."""

ABBREVIATIONS = (
    (r"c ?h ?r? ?u", "centre hospitalier universitaire"),
    (r"centre hospitalier regional(?: et)? universitaire", "centre hospitalier universitaire"),
    (r"c ?h ?i ?c?", "centre hospitalier intercommunal"),
    (r"c ?h", "centre hospitalier"),
    (r"hopital public|hopital", "centre hospitalier"),
    (r"g ?h ?t", "groupement hospitalier de territoire"),
    (r"groupements? hospitaliers? de territoires?", "groupement hospitalier de territoire"),
    (r"cpts", "communaute professionnelle territoriale de sante"),
    (r"msp", "maison de sante pluriprofessionnelle"),
    (r"maison de sante(?: pluridisciplinaire)?(?! pluriprofessionnelle)", "maison de sante pluriprofessionnelle"),
    (r"pimm", "plateau d imagerie medicale mutualise"),
    (r"gie", "groupement d interet economique"),
    (r"gip", "groupement d interet public"),
    (r"gcs", "groupement de cooperation sanitaire"),
    (r"ars", "agence regionale de sante"),
    (r"cpam", "caisse primaire d assurance maladie"),
    (r"st", "saint"),
    (r"ste", "sainte"),
)
"""Folded short form (whole words) → its long form, in the order in which they are applied."""

DETERMINERS = r"(?:l|d)['’]|(?:le|la|les|un|une|du|des|de|cet?|cette|ces|son|sa|ses|notre|nos|votre|vos|leurs?|mon|ma|mes|ledit|ladite)\s+"
LINKS = "du|de|des|de la|et|à|au|aux|en|le|la|les|d['’]|l['’]"
"""Words that no name ends in."""

ARTICLE_BEFORE_TOWN = r"(?<!\w)L(?:[ea]s? |['’])\Z"
"""The end of what stands before a town whose name has an article: « de La | Ferté-Bernard »."""

TITLES_OF_PERSONS = r"(?:Dr\.?s?|Docteure?s?|docteure?s?|Pr\.?s?|Professeure?s?|professeure?s?|MM?\.|Mmes?|Mlle|Monsieur|Madame|Me|maître)\s+"

FEMININE = frozenset(
    "clinique polyclinique maison communauté fondation association agence région ville commune mairie métropole agglomération "
    "société mutualité mutuelle caisse fédération union pharmacie préfecture résidence unité maternité blanchisserie direction "
    "équipe université faculté chambre ligue croix structure banque plateforme coopérative alliance cité antenne permanence "
    "convention charte cpts msp cpam ars urps selarl selas sisa sci".split()
)
"""First words of names that take « la »; other lower-case first words take « le »."""

MASCULINE = frozenset(
    "centre hôpital groupe groupement institut pôle service cabinet laboratoire conseil département dispositif syndicat ministère "
    "comité collège foyer plateau contrat pays réseau ehpad espic établissement".split()
)
"""First words of names that take « le » though they open with a capital."""

PROPER_ARTICLE = {"hospices": "des", "hôpitaux": "des", "cliniques": "des", "laboratoires": "des", "centres": "des"}

SINGULAR = {
    "hôpitaux": "hôpital",
    "centres": "centre",
    "hospitaliers": "hospitalier",
    "universitaires": "universitaire",
    "intercommunaux": "intercommunal",
    "départementaux": "départemental",
    "régionaux": "régional",
    "conseils": "conseil",
    "cliniques": "clinique",
    "maisons": "maison",
    "communautés": "communauté",
    "communes": "communes",
    "cabinets": "cabinet",
    "laboratoires": "laboratoire",
    "départements": "département",
    "régions": "région",
    "agences": "agence",
    "régionales": "régionale",
    "territoriales": "territoriale",
    "professionnelles": "professionnelle",
    "pluriprofessionnelles": "pluriprofessionnelle",
    "groupements": "groupement",
    "municipaux": "municipal",
    "mutualistes": "mutualiste",
    "villes": "ville",
    "universités": "université",
    "préfets": "préfet",
    "services": "service",
}
"""Plural heads of lists → the singular that a composed name takes."""
