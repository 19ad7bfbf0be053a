"""Words around values: units of counts, brands of equipment, forms of disciplines. Constants only."""

UNIT = r"[ \u00a0](?:d['’]|de )?((?!de\b|d['’]|et\b|ou\b|à\b)[^\W\d]+(?:[-'’][^\W\d]+)*(?:[ \u00a0](?:de |d['’])?(?!de\b|et\b|en\b|dans\b|sur\b|qui\b|que\b|à\b|au\b|du\b|des\b|dont\b|par\b|pour\b)[a-zà-ÿ-]{4,}(?:aux|eurs?|ires?|iques?|els?|ics?|ées?|és?|iers?|ières?|istes?|santé|soins)\b)?)"
"""The unit after a count: « établissements », « professionnels de santé »."""

MODEL = r"[ \u00a0](?P<model>(?:[A-Z][\w-]+|[A-Z0-9]{1,4})(?:[ \u00a0](?:[A-Z][\w-]*|\d{1,4}))*)"
"""What follows a maker's name: the model."""

MODEL_BEFORE = r"(?P<model>[A-Z][\w-]+(?: (?:[A-Z][\w-]*|\d{1,4}))*)[ \u00a0](?:de la société |de la marque |de chez |de marque |de |du |d['’])$"
"""What stands before « de MAKER »: the model."""

SINGULAR_BEFORE = r"(?:\b(?:un|une|le|la|son|sa|ce|cet|cette|du|au|nouvel|nouveau|nouvelle|premier|première|second|seconde|deuxième|troisième|quatrième|autre)|[dl]['’]un|\bl['’]|d['’]une)\s*$"

DISCIPLINE_FORMS = (
    (r"(?:médecins |docteurs |praticiens |spécialistes )?([\w-]+)logues?|([\w-]+)logiques?|([\w-]+)logistes?", "logie"),
    (r"(?:médecins |praticiens )?([\w-]+)iatres?|([\w-]+)iatriques?", "iatrie"),
    (r"(?:médecins |masseurs-)?([\w-]+)thérapeutes?", "thérapie"),
    (r"(?:médecins )?anesthésistes?", "anesthésie"),
    (r"(?:médecins )?anesthésistes?-réanimateurs?", "anesthésie-réanimation"),
    (r"(?:médecins )?réanimateurs?", "réanimation"),
    (r"(?:médecins )?urgentistes?", "médecine d'urgence"),
    (r"(?:médecins? )?généralistes?", "médecine générale"),
    (r"médecins? nucléaires?|nucléaristes?", "médecine nucléaire"),
    (r"(?:médecins )?internistes?", "médecine interne"),
    (r"chirurgiens?|chirurgica(?:l|le|les|ux)", "chirurgie"),
    (r"chirurgiens?-dentistes?|dentistes?", "chirurgie dentaire"),
    (r"(?:chirurgiens? )?orthopédistes?", "orthopédie"),
    (r"obstétricien(?:s|ne|nes)?", "obstétrique"),
    (r"([\w-]+ie)s", ""),
)
"""Who practises a discipline, or what is said to be of it → how the discipline is called, after what the form keeps."""
