"""Facts: edges between spans, by the contract. Each test lays its own spans and edges."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction import aliases, reading_values
from kg.model import Modality, Zone, ZoneKind

Tell = Callable[..., object]
MEMBERS = [("GHT du Plantaurel", "GHT"), ("CH de Foix", "CH")]


def test_a_member_has_its_role_and_its_date(tell: Tell) -> None:
    text = "Le CH de Foix a rejoint le GHT du Plantaurel, qu'il soutient, en mars 2021."
    told = tell(
        text,
        MEMBERS,
        [("mars 2021", "DATE")],
        [
            ("GHT du Plantaurel", "member", "CH de Foix"),
            ("GHT du Plantaurel", "member:support", "CH de Foix"),
            ("CH de Foix", "q:member:since", "mars 2021"),
        ],
    )
    (fact,) = [f for f in told.facts if f.predicate == "member"]
    assert fact.qualifiers == {"role": "support", "since": "2021-03"}
    assert (fact.confidence, fact.modality) == (0.9, Modality.ASSERTED)


def test_parties_of_an_agreement_have_the_role_party(tell: Tell) -> None:
    told = tell(
        "L'accord Horizon lie le CH de Foix.",
        [("accord Horizon", "AGREEMENT"), ("CH de Foix", "CH")],
        edges=[("accord Horizon", "member", "CH de Foix")],
    )
    assert told.facts[0].qualifiers == {"role": "party"}


def test_a_quote_is_the_sentence_that_states_the_fact(tell: Tell) -> None:
    text = "Rien hier. Le GHT du Plantaurel réunit le CH de Foix. Rien demain."
    told = tell(text, MEMBERS, edges=[("GHT du Plantaurel", "member", "CH de Foix")])
    (fact,) = [f for f in told.facts if f.predicate == "member"]
    assert [e.text for e in fact.evidence] == ["Le GHT du Plantaurel réunit le CH de Foix."]
    assert all(text[e.start : e.end] == e.text for f in told.facts for e in f.evidence)


def test_what_stands_far_apart_is_quoted_in_pieces(tell: Tell) -> None:
    text = "Le GHT du Plantaurel grandit. " + "Il pleut. " * 60 + "\n\nS'y ajoute le CH de Foix."
    told = tell(text, MEMBERS, edges=[("GHT du Plantaurel", "member", "CH de Foix")])
    (fact,) = [f for f in told.facts if f.predicate == "member"]
    assert [e.text for e in fact.evidence] == ["S'y ajoute le CH de Foix.", "Le GHT du Plantaurel grandit."]


FAR = "Le GHT du Plantaurel grandit. " + "Il pleut. " * 60 + "\n\n"


@pytest.mark.parametrize(
    ("last", "again", "kind"),
    [
        ("Le GHT réunit le CH de Foix.", "GHT#2", "elliptic"),
        ("Le groupement réunit le CH de Foix.", "Le groupement", "nominal"),
        ("Y entre, avec lui, le CH de Foix.", "lui", "pronoun"),
    ],
)
def test_the_sentence_that_calls_the_subject_again_is_the_quote(tell: Tell, last: str, again: str, kind: str) -> None:
    told = tell(
        FAR + last,
        [*MEMBERS, (again, "GHT", kind)],
        edges=[("GHT du Plantaurel", "member", "CH de Foix"), ("GHT du Plantaurel", "same", again)],
    )
    (fact,) = [f for f in told.facts if f.predicate == "member"]
    assert [e.text for e in fact.evidence] == [last]


def test_the_name_before_a_pronoun_is_quoted_where_there_is_room(tell: Tell) -> None:
    text = "Le GHT du Plantaurel grandit. Il a reçu trois prix. Il réunit le CH de Foix."
    told = tell(
        text,
        [*MEMBERS, ("Il#2", "GHT", "pronoun")],
        edges=[("GHT du Plantaurel", "member", "CH de Foix"), ("GHT du Plantaurel", "same", "Il#2")],
    )
    (fact,) = [f for f in told.facts if f.predicate == "member"]
    assert [e.text for e in fact.evidence] == [text]


def test_the_title_of_a_post_is_in_the_first_piece(tell: Tell) -> None:
    told = tell(
        "Le CH de Foix grandit. " + "Il pleut. " * 60 + "Anne Petit, la directrice, s'en félicite.",
        [("CH de Foix", "CH"), ("Anne Petit", "PERSON")],
        [("directrice", "TITLE")],
        [("Anne Petit", "role", "CH de Foix"), ("Anne Petit", "q:role:title", "directrice")],
    )
    (fact,) = [f for f in told.facts if f.predicate == "role"]
    assert fact.evidence[0].text == "Anne Petit, la directrice, s'en félicite."


def test_no_quote_crosses_furniture(tell: Tell) -> None:
    text = "Le GHT du Plantaurel grandit.\nPublicité\nS'y ajoute le CH de Foix."
    at = text.index("Publicité")
    zones = (
        Zone(0, at - 1, ZoneKind.BODY),
        Zone(at, at + 9, ZoneKind.FURNITURE),
        Zone(at + 10, len(text), ZoneKind.BODY),
    )
    told = tell(text, MEMBERS, edges=[("GHT du Plantaurel", "member", "CH de Foix")], zones=zones)
    assert told.facts
    assert not any("Publicité" in e.text for f in told.facts for e in f.evidence)


def test_a_person_holds_a_post_with_its_title(tell: Tell) -> None:
    told = tell(
        "Anne Petit, la Directrice générale du CH de Foix, arrive.",
        [("Anne Petit", "PERSON"), ("CH de Foix", "CH")],
        [("la Directrice générale", "TITLE")],
        [
            ("Anne Petit", "role", "CH de Foix"),
            ("Anne Petit", "q:role:title", "la Directrice générale"),
        ],
    )
    assert [f.qualifiers for f in told.facts if f.predicate == "role"] == [{"title": "directrice générale"}]


def test_equipment_has_count_status_place_and_brand(tell: Tell) -> None:
    told = tell(
        "La clinique du Moulin exploite deux IRM Siemens à Foix.",
        [("clinique du Moulin", "CLINIC")],
        [("deux IRM", "EQUIPMENT", "IRM"), ("Foix", "PLACE")],
        [("clinique du Moulin", "equipment", "deux IRM"), ("deux IRM", "q:equipment:at", "Foix")],
    )
    (fact,) = told.facts
    assert (fact.value, fact.qualifiers) == (
        "IRM",
        {"count": 2, "status": "installed", "brand": "Siemens", "at": "Foix"},
    )


def test_planned_equipment_is_planned(tell: Tell) -> None:
    told = tell(
        "La clinique du Moulin aura un scanner.",
        [("clinique du Moulin", "CLINIC")],
        [("un scanner", "EQUIPMENT", "SCANNER")],
        [("clinique du Moulin", "equipment", "un scanner", "planned")],
    )
    assert told.facts[0].qualifiers["status"] == "planned"
    assert told.facts[0].modality is Modality.PLANNED


@pytest.mark.parametrize("modality", ["planned", "hoped", "negated", "ended"])
def test_modality_is_kept(tell: Tell, modality: str) -> None:
    told = tell(
        "Le CH de Foix et le GHT du Plantaurel.",
        MEMBERS,
        edges=[("GHT du Plantaurel", "member", "CH de Foix", modality)],
    )
    assert [f.modality for f in told.facts if f.predicate == "member"] == [Modality(modality)]


def test_a_partnership_is_said_once_whoever_is_named_first(tell: Tell) -> None:
    told = tell(
        "Le CH de Foix et la clinique du Moulin travaillent ensemble.",
        [("CH de Foix", "CH"), ("clinique du Moulin", "CLINIC")],
        edges=[("CH de Foix", "partner", "clinique du Moulin"), ("clinique du Moulin", "partner", "CH de Foix")],
    )
    assert told.said("partner") == [("CH de Foix", "clinique du Moulin")]


def test_two_mentions_of_one_fact_are_one_fact(tell: Tell) -> None:
    told = tell(
        "Le GHT du Plantaurel réunit le CH de Foix. Le CH de Foix y est entré en 2019.",
        [*MEMBERS, ("CH de Foix#2", "CH")],
        [("2019", "DATE")],
        [
            ("GHT du Plantaurel", "member", "CH de Foix"),
            ("GHT du Plantaurel", "member", "CH de Foix#2"),
            ("CH de Foix#2", "q:member:since", "2019"),
        ],
    )
    (fact,) = [f for f in told.facts if f.predicate == "member"]
    assert fact.qualifiers == {"since": "2019"}


def test_types_that_a_predicate_cannot_join_make_no_fact(tell: Tell) -> None:
    told = tell(
        "Anne Petit et le CH de Foix.",
        [("Anne Petit", "PERSON"), ("CH de Foix", "CH")],
        edges=[("Anne Petit", "member", "CH de Foix"), ("CH de Foix", "role", "Anne Petit")],
    )
    assert [f.predicate for f in told.facts] == ["located_in"]


@pytest.mark.parametrize(
    ("said", "discipline"),
    [
        ("radiologues", "radiologie"),
        ("gériatrique", "gériatrie"),
        ("médecins nucléaires", "médecine nucléaire"),
        ("radiothérapeutes", "radiothérapie"),
        ("Psychiatres", "psychiatrie"),
        ("neuro-oncologues", "neuro-oncologie"),
        ("chirurgie orthopédique", "chirurgie orthopédique"),
        ("anatomie et cytologie pathologiques", "anatomie et cytologie pathologiques"),
    ],
)
def test_who_practises_a_discipline_says_its_name(said: str, discipline: str) -> None:
    assert reading_values.discipline(said) == discipline


def test_a_practice_that_is_called_by_a_discipline_is_not_said_to_cover_it(tell: Tell) -> None:
    told = tell(
        "Le cabinet de radiologie Lambert et le GCS Oncologie Sud proposent de la cardiologie.",
        [("cabinet de radiologie Lambert", "PRACTICE"), ("GCS Oncologie Sud", "GCS")],
        [("radiologie", "DISCIPLINE"), ("Oncologie", "DISCIPLINE"), ("cardiologie", "DISCIPLINE")],
        edges=[
            ("cabinet de radiologie Lambert", "discipline", "radiologie"),
            ("cabinet de radiologie Lambert", "discipline", "cardiologie"),
            ("GCS Oncologie Sud", "discipline", "Oncologie"),
        ],
    )
    assert sorted(f.value for f in told.facts) == ["cardiologie", "oncologie"]


def test_a_name_says_where_an_operator_lies(tell: Tell) -> None:
    told = tell("Le CH de Foix recrute.", [("CH de Foix", "CH")])
    (fact,) = told.facts
    assert (fact.predicate, fact.value, fact.basis) == ("located_in", "Foix", "name")
    assert fact.place is not None
    assert fact.place.code == "09122"


def test_the_name_of_an_authority_says_no_place(tell: Tell) -> None:
    assert tell("L'ARS Occitanie décide.", [("ARS Occitanie", "ARS")]).facts == ()


def test_a_departement_in_parentheses_is_a_place(tell: Tell) -> None:
    told = tell("La clinique Pasteur (Ariège) ferme.", [("clinique Pasteur", "CLINIC")])
    assert [(f.value, f.basis) for f in told.facts] == [("Ariège", None)]


def test_a_composed_name_says_no_place(tell: Tell) -> None:
    told = tell(
        "Le service de pneumologie fermera au CH de Foix.",
        [("service de pneumologie", "UNIT", "elliptic"), ("CH de Foix", "CH")],
        edges=[("service de pneumologie", "part_of", "CH de Foix")],
    )
    assert told.said("located_in") == [("CH de Foix", "Foix")]


def test_dates_and_amounts_are_read(tell: Tell) -> None:
    told = tell(
        "Ouverte mardi, la maison de santé des Cèdres a coûté 1,2 M€.",
        [("maison de santé des Cèdres", "MSP")],
        [("mardi", "DATE"), ("1,2 M€", "AMOUNT")],
        [("maison de santé des Cèdres", "opened", "mardi"), ("maison de santé des Cèdres", "cost", "1,2 M€")],
        published="2023-11-16",
    )
    assert told.said("opened") == [("maison de santé des Cèdres", "2023-11-14")]
    assert told.said("cost") == [("maison de santé des Cèdres", 1_200_000)]


def test_a_page_that_only_says_when_it_was_changed_counts_from_then(tell: Tell) -> None:
    told = tell(
        "La clinique du Moulin a ouvert mardi.",
        [("clinique du Moulin", "CLINIC")],
        [("mardi", "DATE")],
        [("clinique du Moulin", "opened", "mardi")],
        modified="2023-11-16",
    )
    assert told.said("opened") == [("clinique du Moulin", "2023-11-14")]


def test_a_count_of_members_has_its_unit(tell: Tell) -> None:
    told = tell(
        "Le GHT du Plantaurel compte neuf établissements publics.",
        [("GHT du Plantaurel", "GHT")],
        [("neuf", "NUMBER")],
        [("GHT du Plantaurel", "member_count", "neuf")],
    )
    assert [(f.value, f.qualifiers) for f in told.facts] == [(9, {"unit": "établissements publics"})]


def test_a_value_that_says_nothing_makes_no_fact(tell: Tell) -> None:
    told = tell(
        "La clinique du Moulin a ouvert un jour.",
        [("clinique du Moulin", "CLINIC")],
        [("un jour", "DATE")],
        [("clinique du Moulin", "opened", "un jour")],
    )
    assert told.facts == ()


def test_of_two_titles_the_one_beside_the_organisation_is_meant(tell: Tell) -> None:
    told = tell(
        "Luc Bernard, maire de Foix et président du CH de Pamiers, arrive.",
        [("Luc Bernard", "PERSON"), ("Foix", "COMMUNE"), ("CH de Pamiers", "CH")],
        [("maire", "TITLE"), ("président", "TITLE")],
        [
            ("Luc Bernard", "role", "Foix"),
            ("Luc Bernard", "role", "CH de Pamiers"),
            ("Luc Bernard", "q:role:title", "maire"),
            ("Luc Bernard", "q:role:title", "président"),
        ],
    )
    assert [f.qualifiers["title"] for f in told.facts if f.predicate == "role"] == ["maire", "président"]


def test_the_date_of_leaving_belongs_to_what_is_left(tell: Tell) -> None:
    told = tell(
        "Le CH de Foix a quitté le GHT du Plantaurel en 2021 et adhère au GCS Les Saules.",
        [*MEMBERS, ("GCS Les Saules", "GCS")],
        [("2021", "DATE")],
        [
            ("GHT du Plantaurel", "member", "CH de Foix", "ended"),
            ("GCS Les Saules", "member", "CH de Foix"),
            ("CH de Foix", "q:member:until", "2021", "ended"),
        ],
    )
    ended = {f.modality: dict(f.qualifiers) for f in told.facts if f.predicate == "member"}
    assert ended == {Modality.ENDED: {"until": "2021"}, Modality.ASSERTED: {}}


def test_a_maker_and_its_model_are_qualifiers_of_the_equipment(tell: Tell) -> None:
    told = tell(
        "La clinique du Moulin a reçu un scanner Canon Aquilion Prime hier.",
        [("clinique du Moulin", "CLINIC")],
        [("un scanner", "EQUIPMENT", "SCANNER")],
        [("clinique du Moulin", "equipment", "un scanner")],
    )
    assert told.facts[0].qualifiers == {
        "count": 1,
        "status": "installed",
        "brand": "Canon",
        "model": "Aquilion Prime",
    }


def test_a_year_gives_way_to_its_day(tell: Tell) -> None:
    told = tell(
        "Ouverte en 2023, la clinique du Moulin accueille depuis le 5 juin 2023.",
        [("clinique du Moulin", "CLINIC")],
        [("2023", "DATE"), ("5 juin 2023", "DATE")],
        [("clinique du Moulin", "opened", "2023"), ("clinique du Moulin", "opened", "5 juin 2023")],
    )
    assert told.said("opened") == [("clinique du Moulin", "2023-06-05")]


def test_a_place_with_its_departement_in_parentheses_is_the_place(tell: Tell) -> None:
    told = tell(
        "La clinique du Moulin, dans l'Aveyron (12), ferme.",
        [("clinique du Moulin", "CLINIC")],
        [("Aveyron (12)", "PLACE")],
        [("clinique du Moulin", "located_in", "Aveyron (12)")],
    )
    assert told.said("located_in") == [("clinique du Moulin", "Aveyron")]


def test_a_member_that_the_next_clause_denies_is_none(tell: Tell) -> None:
    for words, asserted in (("qui n'en est pas membre", False), ("qui n'a pas de scanner", True)):
        told = tell(
            f"La CPTS du Val réunit le CH de Foix, {words}.",
            [("CPTS du Val", "CPTS"), ("CH de Foix", "CH")],
            edges=[("CPTS du Val", "member", "CH de Foix")],
        )
        (fact,) = [f for f in told.facts if f.predicate == "member"]
        assert (fact.modality == "asserted") is asserted


def test_the_day_of_leaving_is_not_the_day_of_coming(tell: Tell) -> None:
    told = tell(
        "Le CH de Foix a quitté le GHT du Plantaurel le 3 mars 2021.",
        MEMBERS,
        [("3 mars 2021", "DATE")],
        [
            ("GHT du Plantaurel", "member", "CH de Foix", "ended"),
            ("CH de Foix", "q:member:until", "3 mars 2021", "ended"),
            ("CH de Foix", "q:member:since", "3 mars 2021", "ended"),
        ],
    )
    assert [dict(f.qualifiers) for f in told.facts if f.predicate == "member"] == [{"until": "2021-03-03"}]


def test_a_membership_in_two_moods_does_not_begin_when_it_ends(tell: Tell) -> None:
    told = tell(
        "Le CH de Foix est au GHT du Plantaurel. Le CH de Foix sort du GHT du Plantaurel en mai 2022.",
        [*MEMBERS, ("CH de Foix#2", "CH"), ("GHT du Plantaurel#2", "GHT")],
        [("mai 2022", "DATE")],
        [
            ("GHT du Plantaurel", "member", "CH de Foix"),
            ("CH de Foix", "q:member:since", "mai 2022"),
            ("GHT du Plantaurel#2", "member", "CH de Foix#2", "ended"),
            ("CH de Foix#2", "q:member:until", "mai 2022", "ended"),
        ],
    )
    qualifiers = {f.modality: dict(f.qualifiers) for f in told.facts if f.predicate == "member"}
    assert qualifiers == {Modality.ASSERTED: {}, Modality.ENDED: {"until": "2022-05"}}


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("Par Anne Roy, le 3 mars 2021", False),
        ("Texte et photos : Anne Roy, 3 mars 2021", False),
        ("Foix, le 3 mars 2021.", False),
        ("Publié le 3 mars 2021 à 14h30", False),
        ("Le GCS Les Saules naît le 3 mars 2021.", True),
        ("Par arrêté du 3 mars 2021.", True),
    ],
)
def test_the_date_of_who_signs_the_article_dates_nothing(tell: Tell, line: str, dated: bool) -> None:
    told = tell(
        f"Le GCS Les Saules est né.\n{line}",
        [("GCS Les Saules", "GCS")],
        [("3 mars 2021", "DATE")],
        [("GCS Les Saules", "created", "3 mars 2021")],
    )
    assert bool(told.said("created")) is dated


def test_no_date_is_read_from_a_byline(tell: Tell) -> None:
    text = "Le GCS Les Saules est né.\nAnne Roy, en reportage 3 mars 2021"
    zones = (Zone(0, 25, ZoneKind.BODY), Zone(26, len(text), ZoneKind.BYLINE))
    told = tell(
        text,
        [("GCS Les Saules", "GCS")],
        [("3 mars 2021", "DATE")],
        [("GCS Les Saules", "opened", "3 mars 2021")],
        zones=zones,
    )
    assert told.said("opened") == []


def test_a_post_in_the_own_sentence_outdoes_one_across_the_full_stop(tell: Tell) -> None:
    said = [("Anne Petit", "role", "CH de Foix"), ("Anne Petit", "role", "clinique du Moulin")]
    spans = [("clinique du Moulin", "CLINIC"), ("Anne Petit", "PERSON"), ("CH de Foix", "CH")]
    text = "La clinique du Moulin ferme. Anne Petit, directrice du CH de Foix, le regrette."
    assert tell(text, spans, edges=said).said("role") == [("Anne Petit", "CH de Foix")]
    assert tell(text, spans, edges=said[1:]).said("role") == [("Anne Petit", "clinique du Moulin")]


@pytest.mark.parametrize(
    "before",
    [
        "Sa directrice,",
        "Sa directrice, le professeur",
        "Sa directrice part, son conseil est présidé par",
        "Une directrice :",
    ],
)
def test_a_title_before_the_person_may_belong_to_what_was_spoken_of_before(tell: Tell, before: str) -> None:
    told = tell(
        f"La clinique du Moulin ferme. {before} Anne Petit, adjointe du CH de Foix, le regrette.",
        [("clinique du Moulin", "CLINIC"), ("Anne Petit", "PERSON"), ("CH de Foix", "CH")],
        [("directrice", "TITLE"), ("adjointe", "TITLE")],
        [("Anne Petit", "role", "CH de Foix"), ("Anne Petit", "role", "clinique du Moulin")],
    )
    assert told.said("role") == [("Anne Petit", "clinique du Moulin"), ("Anne Petit", "CH de Foix")]


def test_a_river_s_name_is_no_departement(tell: Tell) -> None:
    for where, places in (("à Saumur", ["Saumur"]), ("à Roanne", ["Roanne", "Loire"])):
        told = tell(
            f"La clinique de la Loire, {where}, ferme ; {where}, on le regrette. Rien {where}, dit-on {where}.",
            [("clinique de la Loire", "CLINIC")],
            [(f"{where[2:]}#{n}", "PLACE") for n in (1, 2, 3, 4)],
            [("clinique de la Loire", "located_in", where[2:])],
        )
        assert sorted(str(value) for _, value in told.said("located_in")) == sorted(places)


def test_a_clinic_s_river_does_not_say_what_departement_a_short_article_is_about(tell: Tell) -> None:
    for where, places in (("Calais", ["Calais"]), ("Saint-Lô", ["Manche", "Saint-Lô"])):
        told = tell(
            f"La polyclinique de la Manche, à {where}, ouvre.",
            [("polyclinique de la Manche", "CLINIC")],
            [(where, "PLACE")],
            [("polyclinique de la Manche", "located_in", where)],
        )
        assert sorted(str(value) for _, value in told.said("located_in")) == places


def test_a_saint_in_a_list_of_clinics_is_no_town(tell: Tell) -> None:
    told = tell(
        "Les cliniques Saint-Antoine et Saint-Jean ferment.",
        [("cliniques Saint-Antoine", "CLINIC"), ("Saint-Jean", "CLINIC", "elliptic")],
    )
    assert told.said("located_in") == []


def test_a_street_is_named_after_a_place_and_lies_elsewhere(tell: Tell) -> None:
    for before, places in (("rue de ", []), ("route nationale de ", []), ("à ", ["Foix"])):
        told = tell(
            f"La clinique du Moulin ouvre {before}Foix.",
            [("clinique du Moulin", "CLINIC")],
            [("Foix", "PLACE")],
            [("clinique du Moulin", "located_in", "Foix")],
        )
        assert [str(value) for _, value in told.said("located_in")] == places


@pytest.mark.parametrize(
    ("place", "said"),
    [("Mans", ["Le Mans"]), ("Au Havre", ["Le Havre"]), ("Abymes", ["Les Abymes"]), ("Taaone", []), ("le", [])],
)
def test_a_place_is_one_that_the_official_code_knows(tell: Tell, place: str, said: list[str]) -> None:
    told = tell(
        f"La clinique du Moulin ouvre. {place} attend.",
        [("clinique du Moulin", "CLINIC")],
        [(place, "PLACE")],
        [("clinique du Moulin", "located_in", place)],
    )
    assert [value for _, value in told.said("located_in")] == said


def test_news_that_begin_with_their_place_place_the_first_organisation(tell: Tell) -> None:
    text = "Barjols : la clinique du Moulin ouvre\nDrôme. Le service des urgences ferme ; la clinique du Lac reste."
    told = tell(
        text,
        [("clinique du Moulin", "CLINIC"), ("service des urgences", "UNIT"), ("clinique du Lac", "CLINIC")],
    )
    assert told.said("located_in") == [("clinique du Moulin", "Barjols")]
    assert [f.evidence[0].text for f in told.facts] == ["Barjols : la clinique du Moulin ouvre"]


def test_what_is_said_of_a_place_goes_before_the_place_of_the_news(tell: Tell) -> None:
    told = tell(
        "Barjols : la clinique du Moulin de Foix ouvre\nARS. La clinique du Lac attend.",
        [("clinique du Moulin de Foix", "CLINIC"), ("clinique du Lac", "CLINIC")],
    )
    assert told.said("located_in") == [("clinique du Moulin de Foix", "Foix")]


def test_of_what_is_said_once_the_surest_stays(tell: Tell) -> None:
    told = tell(
        "La clinique du Moulin, créée en 1998, et non en 1987, est gérée par le groupe Nord.",
        [("clinique du Moulin", "CLINIC"), ("groupe Nord", "COMPANY")],
        [("1998", "DATE"), ("1987", "DATE")],
        [
            ("clinique du Moulin", "created", "1998"),
            ("clinique du Moulin", "created", "1987", "asserted", "0.5"),
            ("clinique du Moulin", "operated_by", "groupe Nord"),
        ],
    )
    assert told.said("created") == [("clinique du Moulin", "1998")]


def test_two_mentions_of_one_organisation_may_begin_at_one_place(tell: Tell) -> None:
    told = tell(
        "Barjols : la clinique du Moulin ouvre",
        [("clinique du Moulin", "CLINIC"), ("clinique", "CLINIC", "nominal")],
        edges=[("clinique du Moulin", "same", "clinique")],
    )
    assert told.said("located_in") == [("clinique du Moulin", "Barjols")]


def test_the_article_of_a_town_is_of_the_name_that_a_list_gives_it(tell: Tell) -> None:
    told = tell(
        "Les hôpitaux de Guéret et de La Souterraine ferment.",
        [("hôpitaux de Guéret", "CH"), ("Souterraine", "CH", "elliptic")],
    )
    assert told.said("located_in") == [
        ("hôpital de Guéret", "Guéret"),
        ("hôpital de La Souterraine", "La Souterraine"),
    ]


def test_what_lies_in_a_town_lies_in_no_other_departement(tell: Tell) -> None:
    told = tell(
        "La clinique du Moulin de Foix grandit. Sarthe et Ariège attendent.",
        [("clinique du Moulin de Foix", "CLINIC")],
        [("Sarthe", "PLACE"), ("Ariège", "PLACE")],
        [
            ("clinique du Moulin de Foix", "located_in", "Sarthe", "asserted", "0.5"),
            ("clinique du Moulin de Foix", "located_in", "Ariège", "asserted", "0.5"),
        ],
    )
    assert sorted(str(value) for _, value in told.said("located_in")) == ["Ariège", "Foix"]


@pytest.mark.parametrize("line", ["A" + "a-B" * 500 + "b", "Aa de la " * 500, "Aa " * 500])
def test_a_line_of_capitals_is_no_beginning_of_news(tell: Tell, line: str) -> None:
    assert tell(f"{line}\nLa clinique du Moulin ouvre.", [("clinique du Moulin", "CLINIC")]).facts == ()


def test_a_name_of_many_words_has_no_brand() -> None:
    assert aliases.of_name("COMPANY", "groupe X" + " de la" * 500 + " y") == []
