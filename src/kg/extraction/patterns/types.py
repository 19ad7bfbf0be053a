"""What the contract's types are to each other, and what each predicate may join. Constants only."""

STRUCTURES = frozenset(
    "GHT CHT GCS GIE GIP PIMM MSP CPTS ESP PPP COMMUNITY CLS DAC".split()
)  # AGREEMENT stands apart: it has no place of its own
OPERATORS = frozenset(
    "CHU CH CLINIC ESPIC CLCC MEDICOSOCIAL HEALTH_CENTRE PRACTICE IMAGING_CENTRE LAB UNIT PHARMACY".split()
)
LOCAL = frozenset("REGION DEPARTEMENT COMMUNE EPCI".split())
AUTHORITIES = LOCAL | frozenset("ARS INSURANCE STATE".split())
OTHERS = frozenset("PROFESSIONAL_BODY UNIVERSITY COMPANY ASSOCIATION ORG".split())
ORGANISATIONS = STRUCTURES | OPERATORS | AUTHORITIES | OTHERS | {"AGREEMENT"}
TYPES = ORGANISATIONS | {"PERSON"}

PLACED_BY_NAME = OPERATORS | STRUCTURES
"""Types whose names say where they are."""

SEPARATE = frozenset(
    "PERSON ARS STATE INSURANCE REGION DEPARTEMENT COMMUNE EPCI UNIVERSITY AGREEMENT PROFESSIONAL_BODY".split()
)
"""Types that never share an entity with another type, whatever the names say."""

CALLED_BY_DISCIPLINE = frozenset(["UNIT", "PRACTICE", "GIE", "IMAGING_CENTRE", "COMPANY", "ORG", "PROFESSIONAL_BODY"])
"""Types whose names hold a discipline as a word among others, which is no statement that they cover it."""
SUBJECTS = {
    "member": ORGANISATIONS - LOCAL - {"ARS", "STATE"},
    "partner": ORGANISATIONS - {"AGREEMENT"},
    "part_of": ORGANISATIONS - {"AGREEMENT"},
    "hosted_by": ORGANISATIONS - LOCAL - {"AGREEMENT"},
    "operated_by": ORGANISATIONS - LOCAL - {"AGREEMENT", "ARS"},
    "located_in": ORGANISATIONS - {"AGREEMENT"},
    "equipment": ORGANISATIONS - LOCAL - {"AGREEMENT", "ARS", "STATE"},
    "created": ORGANISATIONS,
    "opened": ORGANISATIONS,
    "signed": ORGANISATIONS - LOCAL - {"ARS", "STATE"},
    "authorised_by": ORGANISATIONS,
    "funded_by": ORGANISATIONS,
    "cost": ORGANISATIONS,
    "role": frozenset(["PERSON"]),
    "discipline": ORGANISATIONS - LOCAL,
    "member_count": ORGANISATIONS,
    "population": ORGANISATIONS - LOCAL,
    "successor_of": ORGANISATIONS,
}
OBJECTS = {
    "member": TYPES - {"AGREEMENT"},
    "partner": ORGANISATIONS - {"AGREEMENT"},
    "part_of": ORGANISATIONS - {"AGREEMENT"},
    "hosted_by": ORGANISATIONS - {"AGREEMENT"},
    "operated_by": TYPES - {"AGREEMENT"},
    "authorised_by": AUTHORITIES | frozenset(["PERSON", "ORG", "PROFESSIONAL_BODY"]),
    "funded_by": TYPES - {"AGREEMENT"},
    "role": ORGANISATIONS,
    "successor_of": ORGANISATIONS,
}
SAID_ONCE = {
    "created": 0.25,
    "opened": 0.25,
    "signed": 0.0,
    "cost": 0.25,
    "member_count": 0.25,
    "operated_by": 0.25,
    "part_of": 0.25,
    "hosted_by": 0.25,
}
"""What a thing mostly has once, with the margin by which a second saying may be less sure than the surest."""
VALUES = {
    "located_in": "PLACE",
    "equipment": "EQUIPMENT",
    "created": "DATE",
    "opened": "DATE",
    "signed": "DATE",
    "cost": "AMOUNT",
    "discipline": "DISCIPLINE",
    "member_count": "NUMBER",
    "population": "POPULATION",
}
"""Predicate → label of the value it takes."""
QUALIFIERS = {
    "member": ("role", "since", "until"),
    "partner": ("since",),
    "equipment": ("count", "status", "date", "brand", "model", "at"),
    "authorised_by": ("date",),
    "funded_by": ("amount", "purpose"),
    "cost": ("purpose",),
    "role": ("title", "since", "until"),
    "member_count": ("unit",),
    "successor_of": ("date",),
}
"""Predicate → the qualifiers that the contract gives it; the others have none there."""
DATED_IN_THE_GRAPH = dict.fromkeys(("part_of", "hosted_by", "operated_by"), ("since", "until"))
"""Qualifiers that belong in the graph beside those, though the view of facts does not ask for them."""
ROLES = ("support", "lead", "founder", "party", "partner", "associate")
"""What a member can be: the qualifier `role` of `member`."""
STATUSES = ("installed", "planned")
"""The qualifier `status` of `equipment`."""

DATED_BY = {"member": "since", "partner": "since", "authorised_by": "date", "successor_of": "date", "equipment": "date"}
