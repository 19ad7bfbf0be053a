"""Two articles on one fact: they agree, refine, contradict, deny, end, plan and realise."""

from __future__ import annotations

import io
import itertools
from dataclasses import replace

import pytest
from tests.consolidate.conftest import put
from tests.consolidate.press import DECAZEVILLE, PIMM, RODEZ, document, equipment, fact

from kg.model import Entity, Modality, PlaceRef
from kg.store import Store, open_store

DIRECT = "ASK { ?pimm a sante:PIMM ; org:hasMember ?m . ?m org:memberOf ?pimm }"


def row(store: Store, cls: str = "Membership") -> dict[str, str]:
    """The one row of this class: property → value (its local name); of the preference, the English words."""
    found = store.select(f"SELECT ?f ?p ?o WHERE {{ ?f a sante:{cls} ; ?p ?o }}")
    assert len(set(found.column("f"))) == 1
    told = [r for r in found if not (str(r["p"]).endswith("preference") and r["o"].language != "en")]
    return {str(r["p"]).split("#")[-1]: str(r["o"]).split("/")[-1] for r in told}


def rows(store: Store, cls: str = "Membership") -> int:
    return len(store.select(f"SELECT ?f WHERE {{ ?f a sante:{cls} }}"))


def dump(store: Store) -> bytes:
    out = io.BytesIO()
    store.dump(out)
    return out.getvalue()


def test_one_article_gives_one_row_with_its_quote_and_source(store: Store) -> None:
    put(store, document("a", "2023-11-16", fact(role="lead", since="2022-06")))
    found = row(store)
    assert found["role"] == "lead"
    assert (found["since"], found["sinceEarliest"], found["sinceLatest"]) == ("2022-06", "2022-06-01", "2022-06-30")
    assert (found["modality"], found["sources"], found["published"]) == ("asserted", "1", "2023-11-16")
    assert found["quote"] == "member asserted"
    assert store.ask(DIRECT)


def test_agreeing_articles_meet_on_one_row(store: Store) -> None:
    put(store, document("a", "2023-11-16", fact(since="2022")))
    put(store, document("b", "2024-01-10", fact(since="2022")))
    found = row(store)
    assert found["sources"] == "2"
    assert (found["published"], found["lastPublished"]) == ("2024-01-10", "2024-01-10")
    assert found["preference"] == "sources agree, most precise, latest source"


def test_the_reason_of_the_preference_is_told_in_french_too(store: Store) -> None:
    put(store, document("a", "2023-11-16", fact()))
    assert store.ask('ASK { ?f a sante:Membership ; sante:preference "only statement"@en , "seul énoncé"@fr }')


def test_a_more_precise_date_refines_the_row(store: Store) -> None:
    put(store, document("a", "2023-11-16", fact(since="2022-06")))
    put(store, document("b", "2024-01-10", fact(since="2022", role="support")))
    found = row(store)
    assert (found["since"], found["role"]) == ("2022-06", "support")
    assert "disagreement" not in found


def test_contradicting_dates_are_said_to_disagree(store: Store) -> None:
    put(store, document("a", "2023-11-16", fact(since="2021")))
    put(store, document("b", "2024-01-10", fact(since="2022")))
    found = row(store)
    assert found["since"] == "2022"
    assert found["preference"] == "latest source"
    assert found["disagreement"] == "since"
    assert "contested" not in found


def test_a_denied_fact_is_contested_and_loses_its_direct_triple(store: Store) -> None:
    put(store, document("a", "2023-11-16", fact()))
    put(store, document("b", "2024-01-10", fact(modality=Modality.NEGATED)))
    assert row(store)["contested"] == "true"
    assert not store.ask(DIRECT)


def test_a_denial_before_the_beginning_does_not_contest(store: Store) -> None:
    put(store, document("a", "2019", fact(modality=Modality.NEGATED)))
    put(store, document("b", "2023-01-10", fact(since="2022")))
    assert "contested" not in row(store)
    assert store.ask(DIRECT)


@pytest.mark.parametrize("modality", [Modality.NEGATED, Modality.HOPED])
def test_what_is_only_denied_or_hoped_has_no_row(store: Store, modality: Modality) -> None:
    put(store, document("a", "2023-11-16", fact(modality=modality)))
    assert rows(store) == 0
    assert store.ask("ASK { GRAPH ?g { ?s sante:states ?f } }")


def test_a_plan_has_a_row_but_no_direct_triple(store: Store) -> None:
    put(store, document("a", "2023-11-16", fact(modality=Modality.PLANNED, since="2025")))
    assert row(store)["modality"] == "planned"
    assert not store.ask(DIRECT)


def test_a_later_assertion_beats_the_plan(store: Store) -> None:
    put(store, document("a", "2023-11-16", fact(modality=Modality.PLANNED, since="2024")))
    put(store, document("b", "2024-06-01", fact(since="2024-03")))
    found = row(store)
    assert (found["modality"], found["since"]) == ("asserted", "2024-03")
    assert "asserted after a plan" in found["preference"]
    assert store.ask(DIRECT)


def test_an_end_is_the_latest_news_and_keeps_the_beginning(store: Store) -> None:
    put(store, document("a", "2020-11-16", fact(since="2016")))
    put(store, document("b", "2024-06-01", fact(modality=Modality.ENDED, until="2023")))
    found = row(store)
    assert (found["modality"], found["since"], found["until"]) == ("ended", "2016", "2023")
    assert "contested" not in found
    assert not store.ask(DIRECT)


def test_an_assertion_after_the_end_contests_it(store: Store) -> None:
    put(store, document("a", "2020-11-16", fact(modality=Modality.ENDED, until="2019")))
    put(store, document("b", "2024-06-01", fact()))
    assert row(store)["contested"] == "true"


def test_a_member_who_left_before_publication_has_no_direct_triple(store: Store) -> None:
    put(store, document("a", "2023-11-16", fact(since="2016", until="2020")))
    assert row(store)["modality"] == "asserted"
    assert not store.ask(DIRECT)


def test_a_realised_plan_points_at_what_realised_it(store: Store) -> None:
    put(store, document("a", "2023-11-16", equipment("MAMMOGRAPHE", status="planned", at="Decazeville")))
    assert not store.ask("ASK { ?s sante:hasEquipment ?e }")
    put(store, document("b", "2024-06-01", equipment("MAMMOGRAPHE", status="installed", at="Decazeville", count=1)))
    assert store.ask(
        "ASK { ?plan sante:equipmentStatus code:equipment-status/planned ; sante:realisedBy ?real ."
        " ?real sante:equipmentStatus code:equipment-status/installed }".replace(
            "code:equipment-status/planned", "<https://w3id.org/sante-kg/code/equipment-status/planned>"
        ).replace("code:equipment-status/installed", "<https://w3id.org/sante-kg/code/equipment-status/installed>")
    )
    assert store.ask("ASK { ?s sante:hasEquipment ?e }")
    assert rows(store, "EquipmentHolding") == 2


def test_equipment_known_before_the_plan_does_not_realise_it(store: Store) -> None:
    put(store, document("a", "2020-01-01", equipment("IRM", status="installed", count=1)))
    put(store, document("b", "2023-01-01", equipment("IRM", status="planned", count=1)))
    put(store, document("c", "2023-02-01", equipment("IRM", status="installed", count=1)))
    assert not store.ask("ASK { ?plan sante:realisedBy ?real }")
    put(store, document("d", "2024-02-01", equipment("IRM", status="installed", count=2)))
    assert store.ask("ASK { ?plan sante:realisedBy ?real }")


def test_two_facts_may_share_a_direct_triple(store: Store) -> None:
    put(store, document("a", "2023-11-16", equipment("IRM", status="installed", at="Rodez")))
    other = document("b", "2024-06-01", equipment("IRM", status="installed", at="Decazeville"))
    put(store, other)
    put(store, (other[0], []))
    assert store.ask("ASK { ?s sante:hasEquipment ?e }")


def test_a_syndicated_copy_counts_as_one_source(store: Store) -> None:
    text = "Le centre hospitalier de Rodez rejoint le PIMM."
    put(store, document("a", "2023-11-16", fact(), text=text, url="https://a.example/1"))
    put(store, document("b", "2023-11-17", fact(), text=text.upper(), url="https://b.example/2"))
    put(store, document("c", "2023-11-17", fact(), text="Autre texte.", url="https://b.example/3"))
    assert row(store)["sources"] == "2"


def test_a_later_copy_does_not_take_the_place_of_its_original(store: Store) -> None:
    text = "Le centre hospitalier de Rodez rejoint le PIMM."
    put(store, document("a", "2023-11-16", fact(), text=text, url="https://a.example/1"))
    put(store, document("b", "2023-11-20", fact(confidence=0.95), text=text.upper(), url="https://b.example/2"))
    assert (row(store)["published"], row(store)["lastPublished"]) == ("2023-11-16", "2023-11-20")
    assert row(store)["preference"] == "sources agree"


def test_a_copy_of_old_news_is_no_news(store: Store) -> None:
    text = "Le centre hospitalier de Rodez rejoint le PIMM."
    put(store, document("a", "2023-11-16", fact(since="2022"), text=text, url="https://a.example/1"))
    put(store, document("b", "2024-05-02", fact(since="2023"), url="https://b.example/2"))
    put(store, document("c", "2024-06-20", fact(since="2022"), text=text.upper(), url="https://c.example/3"))
    assert row(store)["since"] == "2023"


def test_a_copy_of_old_news_does_not_undo_an_end(store: Store) -> None:
    text = "Le centre hospitalier de Rodez est membre du PIMM."
    put(store, document("a", "2020-11-16", fact(), text=text, url="https://a.example/1"))
    put(store, document("b", "2024-05-02", fact(modality=Modality.ENDED), url="https://b.example/2"))
    put(store, document("c", "2024-06-20", fact(), text=text.upper(), url="https://c.example/3"))
    assert row(store)["modality"] == "ended"


def test_an_unsure_reading_does_not_speak_for_the_fact(store: Store) -> None:
    put(store, document("a", "2023-11-16", fact(since="2022")))
    put(store, document("b", "2024-01-10", fact(since="2019-05-03", confidence=0.3)))
    assert row(store)["since"] == "2022"


def test_a_place_stated_beats_one_read_from_a_name(store: Store) -> None:
    put(store, document("a", "2024-11-16", fact("located_in", subject="e2", value="Rodez", basis="name")))
    assert row(store, "Location")["basis"] == "name"
    put(store, document("b", "2023-01-10", fact("located_in", subject="e2", value="Rodez")))
    assert "basis" not in row(store, "Location")


def test_the_type_is_elected_and_the_fullest_name_shown(store: Store) -> None:
    link = {"link": None}
    short = Entity("e2", "CH", "CH de Rodez", **link)
    put(store, document("a", "2023-11-16", fact(), entities=(PIMM, short, DECAZEVILLE)))
    put(store, document("b", "2023-11-17", fact(), entities=(PIMM, RODEZ, DECAZEVILLE)))
    found = store.select(
        "SELECT ?label ?alt WHERE { ?e a sante:PublicHospital ; rdfs:label ?label ; skos:altLabel ?alt }"
    )
    assert set(found.column("label")) == {"centre hospitalier de Rodez"}
    assert "CH de Rodez" in found.column("alt")


def test_the_document_is_repeated_in_the_default_graph(store: Store) -> None:
    put(store, document("a", "2023-11-16", fact()))
    assert store.ask("ASK { ?f sante:source ?d . ?d a sante:Document ; dcterms:issued ?day ; sante:name 'a' }")


def test_taking_a_document_back_puts_back_what_stood_before(store: Store) -> None:
    put(store, document("a", "2023-11-16", fact(since="2022")))
    before = dump(store)
    second = document("b", "2024-01-10", fact(since="2022-06"), equipment("IRM"), fact(object="e3"))
    put(store, second)
    assert dump(store) != before
    put(store, (second[0], []))
    assert dump(store) == before


def test_taking_back_the_last_document_leaves_nothing(store: Store) -> None:
    only = document("a", "2023-11-16", fact(since="2022"), equipment("IRM", status="planned"))
    put(store, only)
    put(store, (only[0], []))
    assert dump(store) == b""


DOCUMENTS = (
    document("a", "2021-11-16", fact(modality=Modality.PLANNED, since="2022"), equipment("IRM", status="planned")),
    document("b", "2022-11-16", fact(since="2022-06"), equipment("IRM", status="installed", at="Rodez")),
    document("c", "2023-11-16", fact(since="2022", role="lead"), fact("created", object=None, value="2022")),
    document("d", None, fact(object="e3", modality=Modality.NEGATED), fact("created", object=None, value="2022-06")),
)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_the_order_of_ingestion_does_not_matter(order: tuple[int, ...]) -> None:
    together, apart = put(open_store("memory"), *DOCUMENTS), open_store("memory")
    for at in order:
        put(apart, DOCUMENTS[at])
    assert dump(apart) == dump(together)


def test_what_a_place_lies_in_is_carried_to_the_default_graph(store: Store) -> None:
    located = replace(fact("located_in", subject="e2", value="Rodez"), place=PlaceRef("commune", "12202", "Rodez"))
    put(store, document("a", "2023-11-16", located))
    put(store, document("b", "2024-11-16", located))
    assert store.ask("ASK { ?h sante:locatedIn/sante:within+ ?r . ?r a sante:Region ; rdfs:label 'Occitanie'@fr }")


def test_a_body_s_own_text_outweighs_a_later_and_more_precise_press(store: Store) -> None:
    put(store, document("a", "2023-11-16", fact(since="2022"), url="https://www.occitanie.ars.sante.fr/pimm"))
    put(store, document("b", "2024-01-10", fact(since="2021-06"), url="https://gazette.example/pimm"))
    found = row(store)
    assert found["since"] == "2022"
    assert found["preference"].startswith("most authoritative source")
