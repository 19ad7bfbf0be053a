"""Each ready question gives the rows it must, and leaves out what is planned, denied or ended."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.queries.conftest import SMALL

from kg.queries import load_questions, question
from kg.store import Store, open_store
from kg.vocabulary import ID

Asked = Callable[..., list[dict[str, str]]]
VALDOR, PIMM, RODEZ = (f"{ID}org/{each}" for each in ("ght/valdor", "pimm/rodez", "ch/rodez"))


def test_members_come_with_role_dates_quote_and_article(rows: Asked) -> None:
    millau, rodez = rows("members-of-structure", structure=VALDOR)
    assert (millau["memberLabel"], millau["since"]) == ("centre hospitalier de Millau", "2021-03")
    assert rodez["roleLabel"] == "établissement support"
    assert rodez["quote"] == "le CH de Rodez, support du GHT du Val d'Or depuis 2016"
    assert (rodez["articleLabel"], rodez["published"]) == ("Un plateau à Rodez", "2023-11-16")


def test_a_planned_member_is_no_member(rows: Asked) -> None:
    assert "org/ch/lyon" not in {row["member"] for row in rows("members-of-structure", structure=VALDOR)}


def test_a_member_that_left_is_a_member_on_an_earlier_day(rows: Asked) -> None:
    found = {row["member"] for row in rows("members-of-structure", structure=VALDOR, date="2018-01-01")}
    assert found == {"org/ch/rodez", "org/clinic/tilleuls"}


def test_structures_of_an_organisation_come_with_their_type(rows: Asked) -> None:
    found = {(row["structure"], row["typeLabel"]) for row in rows("structures-of-organisation", organisation=RODEZ)}
    assert found == {("org/ght/valdor", "GHT"), ("org/pimm/rodez", "PIMM"), ("org/gie/scan", "GIE")}


def test_a_clinic_that_left_the_ght_belongs_to_the_pimm_alone(rows: Asked) -> None:
    found = rows("structures-of-organisation", organisation=f"{ID}org/clinic/tilleuls")
    assert [row["structure"] for row in found] == ["org/pimm/rodez"]


@pytest.mark.parametrize("territory", ["Rodez", "12202", "12", "Aveyron", "region/76", "Occitanie"])
def test_structures_are_found_by_commune_departement_and_region(rows: Asked, territory: str) -> None:
    found = rows("structures-by-type-and-territory", type="PIMM", territory=territory)
    assert [(row["structure"], row["departementLabel"], row["basis"]) for row in found] == [
        ("org/pimm/rodez", "Aveyron", "name")
    ]


def test_another_departement_holds_other_structures(rows: Asked) -> None:
    found = rows("structures-by-type-and-territory", territory="69")
    assert [row["structure"] for row in found] == ["org/ch/lyon"]


def test_equipment_says_installed_and_planned_apart(rows: Asked) -> None:
    found = rows("equipment-by-departement", territory="12")
    assert [(row["equipmentLabel"], row["state"], row.get("count")) for row in found] == [
        ("IRM", "installed", "2"),
        ("mammographe", "planned", None),
    ]


def test_ended_equipment_is_not_told(rows: Asked) -> None:
    assert "org/ch/rodez" not in {row["organisation"] for row in rows("equipment-by-departement")}


def test_evidence_holds_the_denial_too(rows: Asked) -> None:
    first, second = rows("evidence-of-fact", fact=f"{ID}fact/m1")
    assert (first["modalityLabel"], first["author"], first["extractor"]) == (
        "asserted",
        "Ana Ruiz, Paul Vidal",
        "by hand",
    )
    assert (second["modalityLabel"], second["quote"]) == ("negated", "Rodez n'est plus dans le GHT")


def test_evidence_of_one_membership_leaves_the_others_out(rows: Asked) -> None:
    found = rows("evidence-of-membership", structure=VALDOR, member=RODEZ)
    assert {row["fact"] for row in found} == {"fact/m1"}


def test_public_private_groupings_need_both_sides(rows: Asked) -> None:
    (found,) = rows("public-private-groupings")
    assert (found["structure"], found["publicMembers"], found["privateMembers"]) == (
        "org/pimm/rodez",
        "centre hospitalier de Rodez",
        "clinique des Tilleuls",
    )
    assert not rows("public-private-groupings", territory="Bretagne")


def test_changes_lie_between_the_dates_and_planned_ones_are_none(rows: Asked) -> None:
    found = rows("changes-between-dates", **{"from": "2021-01-01", "to": "2022-12-31"})
    assert [(row["day"], row["change"], row.get("otherLabel")) for row in found] == [
        ("2021-03", "member joined", "centre hospitalier de Millau"),
        ("2021-12-01", "authorised", "ARS Occitanie"),
        ("2022-06", "created", None),
    ]


def test_a_departure_is_a_change(rows: Asked) -> None:
    found = rows("changes-between-dates", **{"from": "2019-01-01", "to": "2019-12-31"})
    assert [(row["change"], row["other"]) for row in found] == [("member left", "org/clinic/tilleuls")]


def test_a_pimm_is_told_in_one_row(rows: Asked) -> None:
    (found,) = rows("pimm-overview")
    assert found["members"] == "centre hospitalier de Rodez ; clinique des Tilleuls"
    assert (found["installed"], found["planned"]) == ("2 IRM", "mammographe (Decazeville)")
    assert (found["carrier"], found["created"], found["authorised"]) == ("GIE Scanner 12", "2022-06", "2021-12-01")


def test_equipment_of_a_grouping_names_site_and_members(rows: Asked) -> None:
    found = [
        row for row in rows("equipment-operated-by-groupings", equipment="IRM") if row["grouping"] == "org/gie/scan"
    ]
    assert [(row["hostLabel"], row["members"]) for row in found] == [
        ("centre hospitalier de Rodez", "centre hospitalier de Rodez")
    ]
    assert not rows("equipment-operated-by-groupings", equipment="mammographe")


def test_a_denial_is_a_conflict_and_a_coarser_date_is_none(rows: Asked) -> None:
    (found,) = rows("conflicting-statements")
    assert (found["fact"], found["conflict"], found["otherArticleLabel"]) == ("fact/m1", "denied", "Le GHT autrement")


@pytest.mark.parametrize("day", ["2023-11-20", "2023-11-01"])
def test_of_copies_of_one_text_the_first_tells_the_conflict(day: str) -> None:
    store = open_store("memory")
    store.load(SMALL.read_bytes(), "trig")
    mark = 'sante:bodyDigest "ab"'
    store.update(
        f"INSERT DATA {{ GRAPH graph:document\\/a {{ id:document\\/a {mark} }} GRAPH graph:document\\/c {{ "
        f'id:document\\/c {mark} ; dcterms:issued "{day}"^^xsd:date . id:statement\\/c sante:states id:fact\\/m1 ; '
        f"sante:modality code:modality\\/asserted ; prov:hadPrimarySource id:document\\/c }} }}"
    )
    articles = store.select(question("conflicting-statements").bind()).column("article")
    assert articles == [f"{ID}document/{'a' if day > '2023-11-16' else 'c'}"]


def test_what_is_planned_and_never_asserted_is_told(rows: Asked) -> None:
    assert {row["fact"] for row in rows("planned-without-realisation")} == {"fact/m3", "fact/o1", "fact/e2"}
    assert not rows("planned-without-realisation", date="2023-01-01")


def test_weak_facts_rest_on_one_source(rows: Asked) -> None:
    assert [row["fact"] for row in rows("weakly-supported-facts")] == ["fact/m2"]


def test_articles_tell_the_names_they_use(rows: Asked) -> None:
    found = {row["articleLabel"]: row["names"] for row in rows("articles-mentioning", organisation=RODEZ)}
    assert found["Le GHT autrement"] == "hôpital de Rodez"
    assert set(found) == {"Un plateau à Rodez", "Le GHT autrement"}


def test_funding_names_the_payer(rows: Asked) -> None:
    (found,) = rows("funding-and-cost", organisation=PIMM)
    assert (found["kind"], found["funderLabel"], found["amount"]) == ("funding", "ARS Occitanie", "1200000")
    assert not rows("funding-and-cost", organisation=RODEZ)


def test_posts_name_the_person(rows: Asked) -> None:
    (found,) = rows("people-and-posts", organisation=RODEZ)
    assert (found["personLabel"], found["post"]) == ("Jeanne Morel", "directrice")


def test_a_partner_named_either_way_round_is_found_once(rows: Asked) -> None:
    assert [row["fact"] for row in rows("private-partners-of-ght")] == ["fact/p1"]


def test_a_hospital_before_its_entry_is_outside(rows: Asked) -> None:
    assert [row["hospital"] for row in rows("public-hospitals-and-ght")] == ["org/ch/lyon"]
    assert {row["hospital"] for row in rows("public-hospitals-and-ght", date="2018-01-01")} == {
        "org/ch/lyon",
        "org/ch/millau",
    }


def test_a_ght_without_support_shows(rows: Asked) -> None:
    found = {row["structureLabel"]: row["supports"] for row in rows("ght-and-support")}
    assert found == {"GHT Sans Support": "0", "GHT du Val d'Or": "1"}


@pytest.mark.parametrize("name", sorted(load_questions("competency")))
def test_a_ready_question_has_french_and_english_titles_and_examples_that_run(name: str, small: Store) -> None:
    asked = question(name)
    assert asked.title
    assert asked.title_fr
    assert asked.tags
    small.select(asked.bind(**{parameter.name: parameter.example for parameter in asked.parameters}))


@pytest.mark.parametrize("name", sorted([*load_questions("competency"), *load_questions("lookup")]))
def test_a_file_pastes_anywhere(name: str) -> None:
    empty = open_store("memory")
    assert empty.serialise(question(name).text, "ntriples" if name == "describe" else "json") is not None


@pytest.mark.parametrize("name", sorted(load_questions("competency")))
def test_nothing_is_invented_from_an_organisation_without_anything(name: str) -> None:
    store = open_store("memory")
    store.update(
        "INSERT DATA { id:org/ch/x a sante:PublicHospital ; rdfs:label 'x'@fr }".replace(
            "id:org/ch/x", f"<{ID}org/ch/x>"
        )
    )
    given = {parameter.name: parameter.example for parameter in question(name).parameters if not parameter.optional}
    found = store.select(question(name).bind(**given))
    assert len(found) == (1 if name == "public-hospitals-and-ght" else 0)
