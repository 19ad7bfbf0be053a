"""What follows the head noun of a name, over the text as written. Constants only: fragments of expressions."""

NO_NAME_AFTER = frozenset(
    "Le La Les L Un Une Des Il Elle Ils Elles On Nous Vous Ce Cette Ces En Au Aux À A Mais Et Ou Pour Par Dans Depuis Selon Avec Sans Sur".split()
)
"""Capitalised words that open a sentence, no name."""

OPENERS = "|".join(sorted(NO_NAME_AFTER))
WORD = rf"(?:(?!(?:{OPENERS})\b(?![ '’][A-ZÀ-ÖØ-Þ]))(?:[A-ZÀ-ÖØ-Þ][\w&]*(?:[-’'/](?=\w)[\w&]+)*(?<!['’])|\d{{1,2}}(?:-\d{{1,2}})*(?![\w,.]\d)))"
LINK = r"(?:de la |de l['’]|de |du |des |d['’])"
SOFT = r"(?:(?:pays|val|vallée|golfe|bassin|grand|littoral|sud|nord|est|ouest|docteur|parc|centre) (?:de la |de l['’]|de |du |des |d['’])?)?"
ACRONYM = r"(?:[ \u00a0]\((?:le |la |l['’])?[A-ZÉ][\w&’-]*[A-ZÉ][\w&’-]*(?: [A-ZÀ-Ý][\w’-]*)?\))?"
QUOTED = r"(?:[ \u00a0][«\"“][ \u00a0]?[A-ZÀ-Ý][^»\"”\n]{1,45}[»\"”])"
OPENING = rf"(?:[ \u00a0]{LINK}?{SOFT}{WORD}|{QUOTED})"
MORE = rf"(?:(?:[ \u00a0](?:{LINK}|en |sur |sous |lès )?|[-–/]){WORD})*"
MORE_ET = rf"(?:(?:[ \u00a0](?:{LINK}|en |sur |sous |lès |et )?|[-–/]){WORD})*"
LOOSE = r"(?:[ \u00a0](?:d['’]|de |du |des )?[a-zéèêàçô’'-]{3,}){0,3}?"

LIST_ITEM = rf"(?:, | et |, et | ou )(?:ceu?x? |celui |celles? )?(?P<link>{LINK})?(?P<name>{WORD}(?:[ \u00a0-](?:{LINK}|sur |en )?{WORD})*)"
"""One more member of a list that shares its head."""

PLURAL = r"(?:\w+(?:s|x)\b|(?:CH|CHU|MSP|CPTS|GHT|ARS|Ehpad|EHPAD|CPAM)s?\b)"
MAYOR = (
    rf"\b(?:[Mm]aire(?:-adjointe?)?|conseil municipal|[Mm]airie|[Vv]ille|municipalité) (?P<link>de |d['’]|du |des )"
    rf"(?P<name>{WORD}(?:[ -](?:sur |en )?{WORD})*)"
)
"""A commune that acts or has a mayor."""

COLON_LIST = (
    r"\b(?P<head>hôpitaux|centres hospitaliers|cliniques|maisons de santé|CPTS|Ehpad|EHPAD)(?: [a-zà-ÿ'’]+){0,4} ?: "
    rf"(?:ceux |celles )?(?P<link>{LINK})?(?P<name>{WORD}(?:[ \u00a0-](?:{LINK}|sur |en )?{WORD})*)"
)
"""« quatre hôpitaux du département : A, B et C »: the head of a list of towns."""

COLON_TYPES = {
    "hôpitaux": "CH",
    "centres hospitaliers": "CH",
    "cliniques": "CLINIC",
    "maisons de santé": "MSP",
    "CPTS": "CPTS",
    "Ehpad": "MEDICOSOCIAL",
    "EHPAD": "MEDICOSOCIAL",
}
