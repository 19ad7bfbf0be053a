"""What stands between a person, a title and an organisation, over folded text. Constants only."""

BEFORE_TITLE = r"^(?:,| en est| est| etait| sera| devient|, qui est| \(|, (?:elu|elue|nomme|nommee)|, [a-z ]{0,25})? ?(?:le|la|l'|un|une|leur|son|sa|aussi|aussi le|egalement)?(?: (?:nouve\w+|jeune|actuel\w*|futur\w*))? ?$"
"""Person … title."""

TO_ORGANISATION = r"^(?: [a-z'-]+){0,3}? ?(?:du|de la|de l'|des|de|d'|au|a la|chez|a l'|,|au sein du|, )?(?: (?:futur|futurs|nouveau|petit|le|la|l'))? ?$"
"""Title … organisation."""

TO_PERSON = r"^(?:,| \(|,? (?:le|la|m\.|mme|dr|pr|docteur|docteure|professeur|monsieur|madame|est|est le dr)\.?| :| –)*,? ?(?:dr|pr|m\.|mme|docteure?|professeure?)?\.? ?$"
"""Title, with its organisation or without … person."""

SINCE = r"depuis|nomme|elu|pris|arrive|prend|succede"
ALSO = r"^(?:,| et|, et|, mais aussi| mais aussi|, ainsi que)(?: (?:aussi|egalement|par ailleurs|le|la|l'|de))* ?$"
"""A second title of the same person."""

DIRECTS = r"\b(?:dirige|dirigeait|preside|presidait|pilote|administre|a dirige|a preside)\b(?! par)"
APPOSITION = r"^, (?:\d+ ans, )?(?:le |la |l['’])?(?P<title>[a-zà-ÿ][^,;:()\n]{3,70}?) (?:(?:du|de la|des|de|au|à la|chez) |de l['’]|d['’]|à l['’])$"
"""Over the text as written: a title of any wording between a person and an organisation."""

NO_TITLE = r"(?:qui|que|dont|à|au|en|dans|pour|par|avec|et|ou|mais|il|elle|lors|puis|après|avant|depuis|venue?s?|a|ont|était|est)\b"
"""How an apposition opens that is no title."""

PROFESSION = r"radiologue|biologiste|medecin|generaliste|chef|responsable|patron|adjoint|representant|secretaire"
"""Titles that name a profession: without an organisation beside them they are no post."""

CATCHES = (
    ("Jeanne Morel, directrice du CH de Rodez, se réjouit.", "Jeanne Morel", "CH de Rodez", "directrice"),
    ("Le président de la CPTS du Gers, Paul Martin, a signé.", "Paul Martin", "CPTS du Gers", "président"),
    (
        "Anne Petit, cadre de santé de la clinique Pasteur, confirme.",
        "Anne Petit",
        "clinique Pasteur",
        "cadre de santé",
    ),
    ("Luc Bernard, maire de Foix et président du CH d'Albi, préside.", "Luc Bernard", "CH d'Albi", "président"),
)
MISSES = (
    "Jeanne Morel, qui habite près du CH de Rodez, se réjouit.",
    "Paul Martin, radiologue, vit à Foix.",
)
