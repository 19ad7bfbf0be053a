"""Words around values: units of counts, brands of equipment, forms of disciplines. Constants only."""

UNIT = r"[ \u00a0]((?!de\b|d['’]|et\b|ou\b|à\b)[^\W\d]+(?:[-'’][^\W\d]+)*(?:[ \u00a0](?:de |d['’])?(?!de\b|et\b|en\b|dans\b|sur\b|qui\b|que\b|à\b|au\b|du\b|des\b|dont\b|par\b|pour\b)[a-zà-ÿ-]{4,}(?:aux|eurs?|ires?|iques?|els?|ics?|ées?|és?|iers?|ières?|istes?|santé|soins)\b)?)"
"""The unit after a count: « établissements », « professionnels de santé »."""

BRAND = (
    r"(?:de marque |de la marque |signée? |fourni\w* par |de chez |d[eu] )?"
    r"(?P<brand>Siemens(?: Healthineers)?|GE Healthcare|General Electric|Philips|Canon|Toshiba|Fujifilm|Hologic|Elekta|Varian"
    r"|Accuray|Stryker|Esaote|Samsung|Mindray|Intuitive Surgical|Intuitive|Hitachi|Carestream|Shimadzu)\b"
)
"""Makers of medical equipment that sell in France."""

SINGULAR_BEFORE = r"(?:\b(?:un|une|le|la|son|sa|ce|cet|cette|du|au|nouvel|nouveau|nouvelle|premier|première|second|seconde|deuxième|troisième|quatrième|autre)|[dl]['’]un|\bl['’]|d['’]une)\s*$"

DISCIPLINE_FORMS = {
    "urologique": "urologie",
    "soins palliatifs": "soins palliatifs",
    "cardiologues": "cardiologie",
    "radiologues": "radiologie",
}
