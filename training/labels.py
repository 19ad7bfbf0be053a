"""The labels the net learns: types of spans, kinds of mentions, edges, modalities, zones.

Their order is the order of the net's outputs; `export.py` writes it beside the weights.
"""

from __future__ import annotations

ENTITY_TYPES = (
    "GHT", "CHT", "GCS", "GIE", "GIP", "PIMM", "MSP", "CPTS", "ESP", "PPP", "AGREEMENT", "COMMUNITY", "CLS",
    "DAC", "CHU", "CH", "CLINIC", "ESPIC", "CLCC", "MEDICOSOCIAL", "HEALTH_CENTRE", "PRACTICE",
    "IMAGING_CENTRE", "LAB", "UNIT", "PHARMACY", "ARS", "INSURANCE", "STATE", "REGION", "DEPARTEMENT",
    "COMMUNE", "EPCI", "PROFESSIONAL_BODY", "UNIVERSITY", "COMPANY", "ASSOCIATION", "ORG", "PERSON",
)  # fmt: skip
EQUIPMENT_CODES = (
    "IRM", "SCANNER", "TEP", "GAMMA_CAMERA", "MAMMOGRAPHE", "ECHOGRAPHE", "RADIOGRAPHIE", "ANGIOGRAPHE",
    "ARCEAU", "ACCELERATEUR", "CYCLOTRON", "ROBOT", "DENSITOMETRE", "TELERADIOLOGIE", "AUTRE",
)  # fmt: skip
EQUIPMENT = "EQUIPMENT:"  # prefix of an equipment's type, its code follows
VALUE_TYPES = (
    "DATE",
    "AMOUNT",
    "PLACE",
    *(EQUIPMENT + code for code in EQUIPMENT_CODES),
    "DISCIPLINE",
    "NUMBER",
    "POPULATION",
    "TITLE",
)
SPAN_TYPES = (*ENTITY_TYPES, *VALUE_TYPES)
KINDS = ("name", "nominal", "pronoun", "elliptic")
MODALITIES = ("asserted", "planned", "hoped", "negated", "ended")
ROLES = ("support", "lead", "founder", "party", "partner", "associate")
BETWEEN_ENTITIES = (
    "member",
    "partner",
    "part_of",
    "hosted_by",
    "operated_by",
    "authorised_by",
    "funded_by",
    "role",
    "successor_of",
)
VALUE_OF = {
    "located_in": "PLACE",
    "equipment": EQUIPMENT,
    "created": "DATE",
    "opened": "DATE",
    "signed": "DATE",
    "cost": "AMOUNT",
    "discipline": "DISCIPLINE",
    "member_count": "NUMBER",
    "population": "POPULATION",
}
QUALIFIERS = (
    "member:since",
    "member:until",
    "role:since",
    "role:until",
    "role:title",
    "equipment:date",
    "equipment:at",
    "authorised_by:date",
    "funded_by:amount",
    "successor_of:date",
    "partner:since",
)
EDGES = (
    "same",
    *BETWEEN_ENTITIES,
    *(f"member:{role}" for role in ROLES),
    *VALUE_OF,
    *(f"q:{qualifier}" for qualifier in QUALIFIERS),
)
SYMMETRIC = frozenset({"same", "partner"})
ZONES = ("title", "lead", "heading", "body", "list", "quotation", "caption", "byline", "furniture")

HINTS = {
    "zone": ZONES,
    "mention": ENTITY_TYPES,
    "value": VALUE_TYPES,
    "trigger": (*BETWEEN_ENTITIES, *VALUE_OF),
    "mood": MODALITIES[1:],
}
"""Labels of each channel of `kg.extraction.hints`."""

SPAN_INDEX = {label: i for i, label in enumerate(SPAN_TYPES)}
EDGE_INDEX = {label: i for i, label in enumerate(EDGES)}


def covered(predicate: str) -> list[int]:
    """Indices of a predicate's edge and of its roles."""
    return [i for label, i in EDGE_INDEX.items() if label == predicate or label.startswith(predicate + ":")]


def ends(edge: str) -> tuple[list[str], list[str]]:
    """Types that the head and the tail of an edge may have."""
    persons, others = ["PERSON"], [t for t in ENTITY_TYPES if t != "PERSON"]
    machines = [t for t in VALUE_TYPES if t.startswith(EQUIPMENT)]
    if edge == "same":
        return list(ENTITY_TYPES), list(ENTITY_TYPES)
    if edge == "role":
        return persons, others
    if edge in {"member", "operated_by"} or edge.startswith("member:"):
        return others, list(ENTITY_TYPES)
    if edge in BETWEEN_ENTITIES:
        return others, others
    if edge in VALUE_OF:
        return others, [t for t in VALUE_TYPES if t.startswith(VALUE_OF[edge])]
    _, predicate, qualifier = edge.split(":")
    tails = {"amount": ["AMOUNT"], "title": ["TITLE"], "at": ["PLACE"]}.get(qualifier, ["DATE"])
    heads = {"equipment": machines, "role": persons, "member": list(ENTITY_TYPES)}.get(predicate, others)
    return heads, tails
