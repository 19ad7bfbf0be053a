"""Every IRI of the vocabularies, in one place. `docs/graph-model.md` shows how they are used together.

Terms of our own stand in `ontology/`; `make check` proves that what is named here is declared there.
"""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import Namespace, URIRef
from rdflib.namespace import DC, DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

from kg.settings import BASE

SANTE = Namespace(BASE + "ontology#")
CODE = Namespace(BASE + "code/")
ID = Namespace(BASE + "id/")
GRAPH = Namespace(BASE + "graph/")
ORG = Namespace("http://www.w3.org/ns/org#")
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("http://schema.org/")

PREFIXES: dict[str, str] = {
    "sante": str(SANTE),
    "code": str(CODE),
    "id": str(ID),
    "graph": str(GRAPH),
    "org": str(ORG),
    "oa": str(OA),
    "schema": str(SCHEMA),
    "dc": str(DC),
    "dcterms": str(DCTERMS),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "xsd": str(XSD),
}

CLASS_OF_TYPE: dict[str, URIRef] = {
    code: SANTE[name]
    for code, name in {
        "GHT": "GHT",
        "CHT": "CHT",
        "GCS": "GCS",
        "GIE": "GIE",
        "GIP": "GIP",
        "PIMM": "PIMM",
        "MSP": "MSP",
        "CPTS": "CPTS",
        "ESP": "ESP",
        "PPP": "PublicPrivatePartnership",
        "AGREEMENT": "Agreement",
        "COMMUNITY": "Community",
        "CLS": "CLS",
        "DAC": "DAC",
        "CHU": "CHU",
        "CH": "PublicHospital",
        "CLINIC": "PrivateClinic",
        "ESPIC": "ESPIC",
        "CLCC": "CLCC",
        "MEDICOSOCIAL": "MedicoSocialEstablishment",
        "HEALTH_CENTRE": "HealthCentre",
        "PRACTICE": "Practice",
        "IMAGING_CENTRE": "ImagingCentre",
        "LAB": "Laboratory",
        "UNIT": "Unit",
        "PHARMACY": "Pharmacy",
        "ARS": "ARS",
        "INSURANCE": "HealthInsuranceBody",
        "STATE": "StateBody",
        "REGION": "RegionAuthority",
        "DEPARTEMENT": "DepartementAuthority",
        "COMMUNE": "CommuneAuthority",
        "EPCI": "EPCI",
        "PROFESSIONAL_BODY": "ProfessionalBody",
        "UNIVERSITY": "University",
        "COMPANY": "Company",
        "ASSOCIATION": "Association",
        "ORG": "Organisation",
        "PERSON": "Person",
    }.items()
}
"""Contract type code → class. The contract's codes are a mapping of the five axes of the ontology."""

TYPE_OF_CLASS: dict[URIRef, str] = {iri: code for code, iri in CLASS_OF_TYPE.items()}


@dataclass(frozen=True, slots=True)
class FactShape:
    """How one predicate of the contract stands in the graph.

    `cls` is the class of the fact node; `subject` and `object` the flat properties that hold its two ends (`object`
    is None for dates and amounts, which stand on `date` or `amount`); `direct` the property of the derived triple
    (subject, direct, object or value) for current, undenied facts; `inverse` its inverse, derived too; `key` the
    claimed values that, beside subject, predicate and object, make two statements two facts.
    """

    cls: URIRef
    subject: URIRef
    object: URIRef | None = None
    direct: URIRef | None = None
    inverse: URIRef | None = None
    key: tuple[str, ...] = ()


_ORG = SANTE.organisation

FACT_SHAPES: dict[str, FactShape] = {
    "member": FactShape(SANTE.Membership, _ORG, SANTE.member, ORG.hasMember, ORG.memberOf),
    "partner": FactShape(SANTE.Partnership, _ORG, SANTE.partner, SANTE.partnerOf, SANTE.partnerOf),
    "part_of": FactShape(SANTE.Attachment, _ORG, SANTE.parent, SANTE.partOf, SANTE.hasPart),
    "hosted_by": FactShape(SANTE.Hosting, _ORG, SANTE.host, SANTE.hostedBy, SANTE.hosts),
    "operated_by": FactShape(SANTE.Operation, _ORG, SANTE.operator, SANTE.operatedBy, SANTE.operates),
    "located_in": FactShape(SANTE.Location, _ORG, SANTE.place, SANTE.locatedIn),
    "equipment": FactShape(SANTE.EquipmentHolding, _ORG, SANTE.equipment, SANTE.hasEquipment, key=("status", "at")),
    "created": FactShape(SANTE.Creation, _ORG, None, SANTE.createdOn),
    "opened": FactShape(SANTE.Opening, _ORG, None, SANTE.openedOn),
    "signed": FactShape(SANTE.Signature, _ORG, None, SANTE.signedOn),
    "authorised_by": FactShape(SANTE.Authorisation, _ORG, SANTE.authority, SANTE.authorisedBy, SANTE.authorises),
    "funded_by": FactShape(SANTE.Funding, _ORG, SANTE.funder, SANTE.fundedBy, SANTE.funds, key=("amount",)),
    "cost": FactShape(SANTE.Cost, _ORG, None, None, key=("value",)),
    "role": FactShape(SANTE.Post, SANTE.person, _ORG, SANTE.holdsPostIn, SANTE.hasPostHolder, key=("title",)),
    "discipline": FactShape(SANTE.DisciplineCoverage, _ORG, SANTE.discipline, SANTE.coversDiscipline),
    "member_count": FactShape(SANTE.MemberCount, _ORG, None, None, key=("unit",)),
    "population": FactShape(SANTE.PopulationServed, _ORG, None, None),
    "successor_of": FactShape(SANTE.Succession, _ORG, SANTE.predecessor, SANTE.successorOf, SANTE.succeededBy),
}
"""Contract predicate → its shape in the graph."""

DATE_PREDICATES = frozenset({"created", "opened", "signed"})
QUALIFIER_PROPERTY: dict[str, URIRef] = {
    "role": SANTE.role,
    "since": SANTE.since,
    "until": SANTE.until,
    "date": SANTE.date,
    "count": SANTE["count"],
    "status": SANTE.equipmentStatus,
    "brand": SANTE.brand,
    "model": SANTE.model,
    "at": SANTE.site,
    "amount": SANTE.amount,
    "purpose": SANTE.purpose,
    "title": SANTE.title,
    "unit": SANTE.unit,
}
"""Contract qualifier → the flat property that carries it, on the statement as claimed and on the fact as preferred."""
