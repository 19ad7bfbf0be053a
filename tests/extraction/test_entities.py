"""Entities: mentions and what binds them, joined, named and typed. Each test lays its own spans."""

from __future__ import annotations

from collections.abc import Callable

from kg.model import Zone, ZoneKind

Tell = Callable[..., object]


def test_spellings_of_one_name_are_one_entity(tell: Tell) -> None:
    told = tell(
        "Le centre hospitalier de Foix recrute. Le CH de Foix manque de bras.",
        [("centre hospitalier de Foix", "CH"), ("CH de Foix", "CH")],
    )
    assert told.names == ["centre hospitalier de Foix"]
    assert told.entities[0].aliases == ("CH de Foix",)


def test_an_acronym_that_the_text_introduces_is_the_same(tell: Tell) -> None:
    told = tell(
        "Le Centre de biologie du Plantaurel (Cebip) ouvre. Le Cebip est neuf.",
        [("Centre de biologie du Plantaurel (Cebip)", "LAB"), ("Cebip#2", "LAB")],
    )
    assert told.names == ["Centre de biologie du Plantaurel"]
    assert told.entities[0].aliases == ("Cebip",)


def test_initials_find_their_name(tell: Tell) -> None:
    told = tell(
        "Les Hôpitaux universitaires de Vallorbe grandissent. Les HUV embauchent.",
        [("Hôpitaux universitaires de Vallorbe", "CHU"), ("HUV", "CHU")],
    )
    assert told.names == ["Hôpitaux universitaires de Vallorbe"]


def test_a_surname_alone_is_the_person_named_in_full(tell: Tell) -> None:
    told = tell(
        "Anne Petit dirige le pôle. « C'est long », dit Mme Petit.",
        [("Anne Petit", "PERSON"), ("Mme Petit", "PERSON")],
    )
    assert told.names == ["Anne Petit"]


def test_two_people_of_one_surname_stay_two(tell: Tell) -> None:
    told = tell("Anne Petit et Luc Petit signent.", [("Anne Petit", "PERSON"), ("Luc Petit", "PERSON")])
    assert told.names == ["Anne Petit", "Luc Petit"]


def test_a_description_joins_what_it_is_said_to_be(tell: Tell) -> None:
    told = tell(
        "La clinique du Moulin ferme. L'établissement compte vingt lits.",
        [("clinique du Moulin", "CLINIC"), ("établissement", "CLINIC", "nominal")],
        edges=[("établissement", "same", "clinique du Moulin")],
    )
    assert len(told.entities) == 1
    assert len(told.entities[0].mentions) == 2


def test_a_description_of_nothing_named_is_no_entity(tell: Tell) -> None:
    assert tell("Un hôpital ne ferme pas.", [("hôpital", "CH", "nominal")]).entities == ()


def test_members_of_a_list_share_its_head(tell: Tell) -> None:
    told = tell(
        "Les centres hospitaliers de Foix, de Pamiers et d'Albi signent.",
        [
            ("centres hospitaliers de Foix", "CH", "elliptic"),
            ("Pamiers", "CH", "elliptic"),
            ("Albi", "CH", "elliptic"),
        ],
    )
    assert told.names == [
        "centre hospitalier de Foix",
        "centre hospitalier de Pamiers",
        "centre hospitalier d'Albi",
    ]


def test_celui_takes_the_noun_before_it(tell: Tell) -> None:
    told = tell(
        "Le centre hospitalier de Foix rejoint celui d'Albi.",
        [("centre hospitalier de Foix", "CH"), ("celui d'Albi", "CH", "elliptic")],
    )
    assert told.names[1] == "centre hospitalier d'Albi"


def test_a_name_that_begins_like_a_word_for_another_keeps_it(tell: Tell) -> None:
    assert tell("Le Premier ministre a signé.", [("Premier ministre", "STATE", "elliptic")]).names == [
        "Premier ministre"
    ]


def test_a_short_form_is_the_only_longer_name_it_fits(tell: Tell) -> None:
    told = tell(
        "Le centre hospitalier Jules-Verne de Foix recrute. Le CH de Foix manque de bras.",
        [("centre hospitalier Jules-Verne de Foix", "CH"), ("CH de Foix", "CH")],
    )
    assert told.names == ["centre hospitalier Jules-Verne de Foix"]


def test_an_unnamed_agreement_is_named_by_its_parties(tell: Tell) -> None:
    told = tell(
        "Une convention lie le CH de Foix et la clinique du Moulin.",
        [("convention", "AGREEMENT", "elliptic"), ("CH de Foix", "CH"), ("clinique du Moulin", "CLINIC")],
        edges=[("convention", "member", "CH de Foix"), ("convention", "member", "clinique du Moulin")],
    )
    assert told.names[0] == "convention entre le CH de Foix et la clinique du Moulin"


def test_a_service_is_named_by_what_it_belongs_to(tell: Tell) -> None:
    told = tell(
        "Le service de pneumologie fermera au CH de Foix.",
        [("service de pneumologie", "UNIT", "elliptic"), ("CH de Foix", "CH")],
        edges=[("service de pneumologie", "part_of", "CH de Foix")],
    )
    assert told.names[0] == "service de pneumologie du CH de Foix"


def test_a_service_that_a_voice_takes_for_a_name_is_named_by_its_hospital_too(tell: Tell) -> None:
    told = tell(
        "Le service de pneumologie du CH de Foix recrute.",
        [("service de pneumologie", "UNIT"), ("CH de Foix", "CH")],
    )
    assert told.names[0] == "service de pneumologie du CH de Foix"


def test_a_structure_that_a_voice_takes_for_a_name_is_named_by_its_members(tell: Tell) -> None:
    told = tell(
        "Un groupement de coopération sanitaire (GCS) de moyens lie le CH de Foix et la clinique du Moulin.",
        [
            ("groupement de coopération sanitaire (GCS) de moyens", "GCS"),
            ("CH de Foix", "CH"),
            ("clinique du Moulin", "CLINIC"),
        ],
        edges=[
            ("groupement de coopération sanitaire (GCS) de moyens", "member", "CH de Foix"),
            ("groupement de coopération sanitaire (GCS) de moyens", "member", "clinique du Moulin"),
        ],
    )
    assert told.names[0].endswith("de moyens du CH de Foix et de la clinique du Moulin")


def test_the_departement_of_an_article_is_the_one_it_speaks_of(tell: Tell) -> None:
    told = tell(
        "À Guéret, dans la Creuse, le Département paiera.",
        [("Département", "DEPARTEMENT", "elliptic")],
        [("Guéret", "PLACE"), ("Creuse", "PLACE")],
    )
    assert told.names == ["Département de la Creuse"]


def test_a_commune_and_its_hospital_stay_two(tell: Tell) -> None:
    told = tell("La ville de Foix aide l'hôpital de Foix.", [("Foix", "COMMUNE"), ("hôpital de Foix", "CH")])
    assert [e.type for e in told.entities] == ["COMMUNE", "CH"]


def test_the_type_is_the_one_most_mentions_say(tell: Tell) -> None:
    told = tell(
        "Le GCS Les Saules, le GCS Les Saules et le GCS Les Saules.",
        [("GCS Les Saules", "GCS"), ("GCS Les Saules#2", "GIE"), ("GCS Les Saules#3", "GCS")],
    )
    assert [e.type for e in told.entities] == ["GCS"]


def test_what_stands_in_furniture_is_no_entity(tell: Tell) -> None:
    text = "Lire aussi : le CH de Foix\nLa clinique du Moulin ferme."
    told = tell(
        text,
        [("CH de Foix", "CH"), ("clinique du Moulin", "CLINIC")],
        zones=(Zone(0, 26, ZoneKind.FURNITURE), Zone(27, len(text), ZoneKind.BODY)),
    )
    assert told.names == ["clinique du Moulin"]


def test_two_towns_are_two_hospitals_whatever_a_voice_says(tell: Tell) -> None:
    told = tell(
        "Le CH de Foix et le CH de Pamiers signent.",
        [("CH de Foix", "CH"), ("CH de Pamiers", "CH")],
        edges=[("CH de Pamiers", "same", "CH de Foix")],
    )
    assert told.names == ["CH de Foix", "CH de Pamiers"]


def test_two_towns_are_two_hospitals_though_a_bare_head_is_said_of_both(tell: Tell) -> None:
    told = tell(
        "Le CHU de Brest et le CHU de Rennes signent ; le CHU recrute.",
        [("CHU de Brest", "CHU"), ("CHU de Rennes", "CHU"), ("CHU#3", "CHU")],
        edges=[("CHU#3", "same", "CHU de Rennes"), ("CHU#3", "same", "CHU de Brest")],
    )
    assert told.names == ["CHU de Brest", "CHU de Rennes"]


def test_a_head_of_several_chu_says_the_type_of_each(tell: Tell) -> None:
    told = tell(
        "Les CHU de Brest et de Rennes signent.",
        [("CHU de Brest", "CHU"), ("Rennes", "CH", "elliptic")],
    )
    assert [(e.type, e.name) for e in told.entities] == [("CHU", "CHU de Brest"), ("CHU", "CHU de Rennes")]


def test_a_structure_without_a_name_takes_the_one_that_follows_it(tell: Tell) -> None:
    told = tell(
        "Le PIMM du CH de Foix démarre.",
        [("PIMM", "PIMM"), ("CH de Foix", "CH")],
    )
    assert told.names == ["PIMM du CH de Foix", "CH de Foix"]


def test_initials_after_a_head_find_the_long_name(tell: Tell) -> None:
    told = tell(
        "Le groupement hospitalier de territoire Lac Montagne Forêt naît. Le GHT LMF recrute.",
        [("groupement hospitalier de territoire Lac Montagne Forêt", "GHT"), ("GHT LMF", "GHT")],
    )
    assert told.names == ["groupement hospitalier de territoire Lac Montagne Forêt"]


def test_a_preposition_that_a_voice_counts_to_a_name_does_no_harm(tell: Tell) -> None:
    told = tell("Le PIMM du CH de Foix démarre.", [("PIMM du", "PIMM"), ("CH de Foix", "CH")])
    assert told.names == ["PIMM du CH de Foix", "CH de Foix"]


def test_the_first_words_of_a_name_outdo_what_a_voice_heard(tell: Tell) -> None:
    told = tell("Le GHT Sarène-Lunac se réunit.", [("GHT Sarène-Lunac", "GCS")])
    assert [entity.type for entity in told.entities] == ["GHT"]


def test_a_short_name_in_parentheses_is_the_long_one_before_it(tell: Tell) -> None:
    told = tell(
        "Le groupement hospitalier de territoire Sarène Lunac Vallorbe (GHT SLV) se réunit.",
        [("groupement hospitalier de territoire Sarène Lunac Vallorbe", "GHT"), ("GHT SLV", "GCS")],
    )
    assert told.names == ["groupement hospitalier de territoire Sarène Lunac Vallorbe"]
    assert told.entities[0].aliases == ("GHT SLV",)


def test_a_description_is_no_bridge_between_two_names(tell: Tell) -> None:
    told = tell(
        "Le GIE Alizé et la clinique Orion partagent un scanner. Le groupement grandit.",
        [("GIE Alizé", "GIE"), ("clinique Orion", "CLINIC"), ("groupement", "GIE", "nominal")],
        edges=[("groupement", "same", "GIE Alizé"), ("clinique Orion", "same", "groupement")],
    )
    assert told.names == ["GIE Alizé", "clinique Orion"]


def test_two_people_and_two_agencies_stay_two_whatever_a_voice_says(tell: Tell) -> None:
    told = tell(
        "Anne Petit succède à Luc Morel. L'ARS Bretagne et l'ARS Normandie suivent.",
        [("Anne Petit", "PERSON"), ("Luc Morel", "PERSON"), ("ARS Bretagne", "ARS"), ("ARS Normandie", "ARS")],
        edges=[("Luc Morel", "same", "Anne Petit"), ("ARS Normandie", "same", "ARS Bretagne")],
    )
    assert told.names == ["Anne Petit", "Luc Morel", "ARS Bretagne", "ARS Normandie"]


def test_an_authority_is_named_among_the_parties_only_where_there_are_no_two_others(tell: Tell) -> None:
    told = tell(
        "Une convention lie la clinique Orion, le CH de Foix et l'ARS Occitanie.",
        [
            ("convention", "AGREEMENT", "elliptic"),
            ("clinique Orion", "CLINIC"),
            ("CH de Foix", "CH"),
            ("ARS Occitanie", "ARS"),
        ],
        edges=[("convention", "member", p) for p in ("clinique Orion", "CH de Foix", "ARS Occitanie")],
    )
    assert told.names[0] == "convention entre la clinique Orion et le CH de Foix"


def test_a_brand_in_a_list_without_a_head_keeps_its_own_words(tell: Tell) -> None:
    told = tell("Batinord livrera le bâtiment.", [("Batinord", "CH", "elliptic")])
    assert told.names == ["Batinord"]


def test_a_form_of_law_that_the_text_never_names_is_not_heard(tell: Tell) -> None:
    assert tell("Le CHU mène le Nord de la Loire.", [("Nord de la Loire", "GHT")]).names == []
    assert tell("Le GHT Loire et le Nord.", [("GHT Loire", "GHT"), ("Nord", "GHT")]).names == ["GHT Loire", "Nord"]


def test_the_first_name_of_a_list_is_one_hospital(tell: Tell) -> None:
    told = tell(
        "Il réunit les centres hospitaliers de Foix, Albi et Pau. Les Hôpitaux de Foix, eux, attendent.",
        [("centres hospitaliers de Foix", "CH"), ("Albi", "CH", "elliptic"), ("Hôpitaux de Foix", "CHU")],
    )
    assert told.names == ["centre hospitalier de Foix", "centre hospitalier d'Albi", "Hôpitaux de Foix"]


def test_one_chu_lends_no_town_its_head_and_several_do(tell: Tell) -> None:
    told = tell("Le CHU de Brest et Quimperlé s'allient.", [("CHU de Brest", "CHU"), ("Quimperlé", "CHU", "elliptic")])
    assert [(e.type, e.name) for e in told.entities] == [
        ("CHU", "CHU de Brest"),
        ("CH", "centre hospitalier de Quimperlé"),
    ]
    told = tell("Le CHU de Brest et Quimperlé s'allient.", [("CHU de Brest", "CHU"), ("Quimperlé", "CH", "elliptic")])
    assert told.names == ["CHU de Brest", "centre hospitalier de Quimperlé"]
    told = tell("Les CHU de Brest et Rennes s'allient.", [("CHU de Brest", "CHU"), ("Rennes", "CHU", "elliptic")])
    assert told.names == ["CHU de Brest", "CHU de Rennes"]


def test_a_town_of_a_chu_that_is_named_is_the_chu(tell: Tell) -> None:
    told = tell(
        "Le CHU de Brest recrute. Au CHU de Rennes, on envie Brest.",
        [("CHU de Brest", "CHU"), ("CHU de Rennes", "CHU"), ("Brest#2", "CHU", "elliptic")],
    )
    assert told.names == ["CHU de Brest", "CHU de Rennes"]


def test_a_town_beside_a_ght_is_no_ght(tell: Tell) -> None:
    told = tell("Le GHT de Brest et Quimperlé s'allient.", [("GHT de Brest", "GHT"), ("Quimperlé", "GHT", "elliptic")])
    assert "GHT de Quimperlé" not in told.names


def test_an_article_alone_names_nobody(tell: Tell) -> None:
    told = tell("Le CH de Foix recrute. La ferme.", [("CH de Foix", "CH"), ("La", "CH", "elliptic")])
    assert told.names == ["CH de Foix"]


def test_the_brand_of_a_structure_is_another_name_of_it(tell: Tell) -> None:
    name = "groupement de coopération sanitaire (GCS) Imagerie du Plantaurel"
    told = tell(f"Il rejoint le {name}.", [(name, "GCS")])
    assert told.entities[0].aliases == ("Imagerie du Plantaurel",)
    assert tell("Il rejoint le GCS Foix.", [("GCS Foix", "GCS")]).entities[0].aliases == ()


def test_four_initials_find_their_name_whatever_is_heard(tell: Tell) -> None:
    told = tell(
        "Le centre Georges-Fabre-Labat, que l'on nomme CGFL, ouvre.",
        [("centre Georges-Fabre-Labat", "CLCC"), ("CGFL", "CH")],
    )
    assert told.names == ["centre Georges-Fabre-Labat"]


def test_a_word_in_parentheses_is_not_among_the_initials(tell: Tell) -> None:
    told = tell(
        "Le centre hospitalier (CH) de Basse-Terre et son IRM : le CHBT s'équipe.",
        [("centre hospitalier (CH) de Basse-Terre", "CH"), ("CHBT", "CH")],
    )
    assert len(told.entities) == 1


def test_members_of_a_list_without_a_preposition_take_none(tell: Tell) -> None:
    told = tell(
        "Les cliniques Saint-Antoine et Saint-Jean ferment.",
        [("cliniques Saint-Antoine", "CLINIC"), ("Saint-Jean", "CLINIC", "elliptic")],
    )
    assert told.names == ["clinique Saint-Antoine", "clinique Saint-Jean"]


def test_celui_that_begins_a_sentence_takes_the_noun_too(tell: Tell) -> None:
    told = tell(
        "Le centre hospitalier de Foix rejoint le GHT. Celui d'Albi attend.",
        [("centre hospitalier de Foix", "CH"), ("Celui d'Albi", "CH", "elliptic")],
    )
    assert told.names[1] == "centre hospitalier d'Albi"
