"""What an entity may be called too, and whose name it bears where it has none of its own."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[..., object]


def test_a_structure_of_members_is_called_by_their_towns_too(tell: Tell) -> None:
    members = ("hôpital de Foix", "centre hospitalier d'Albi", "clinique du Moulin")
    told = tell(
        "La direction commune de l'hôpital de Foix, du centre hospitalier d'Albi et de la clinique du Moulin recrute.",
        [("direction commune", "COMMUNITY", "elliptic"), *((m, "CH") for m in members)],
        edges=[("direction commune", "member", m) for m in members],
    )
    assert "direction commune de Foix, d'Albi et de la clinique du Moulin" in told.entities[0].aliases


def test_a_partnership_lies_between_its_parties_and_has_both_names_of_the_law(tell: Tell) -> None:
    told = tell(
        "Un PPP lie le CH de Foix et Ariège Concessions.",
        [("PPP", "PPP", "elliptic"), ("CH de Foix", "CH"), ("Ariège Concessions", "COMPANY")],
        edges=[("PPP", "member", "CH de Foix"), ("PPP", "member", "Ariège Concessions")],
    )
    assert told.names[0] == "PPP entre le CH de Foix et Ariège Concessions"
    assert "contrat de partenariat entre le CH de Foix et Ariège Concessions" in told.entities[0].aliases
    assert "partenariat public-privé entre le CH de Foix et Ariège Concessions" in told.entities[0].aliases


def test_a_sisa_is_that_of_the_maison_de_sante(tell: Tell) -> None:
    told = tell(
        "La maison de santé des Trois Rivières a ouvert. La Sisa compte neuf associés.",
        [("maison de santé des Trois Rivières", "MSP"), ("Sisa", "PRACTICE")],
    )
    assert told.names[1] == "Sisa de la maison de santé des Trois Rivières"
    assert "Sisa" in told.entities[1].aliases


def test_a_sisa_among_several_is_that_of_the_last_one_named(tell: Tell) -> None:
    homes = [("MSP de Foix", "MSP"), ("MSP d'Albi", "MSP")]
    assert (
        "Sisa de la MSP d'Albi"
        in tell("La MSP de Foix et la MSP d'Albi : leur Sisa.", [*homes, ("Sisa", "PRACTICE")]).names
    )
    assert "Sisa" in tell("Une Sisa, puis la MSP de Foix et la MSP d'Albi.", [*homes, ("Sisa", "PRACTICE")]).names
    assert "Sisa du Luy" in tell("La Sisa du Luy et la MSP de Foix.", [("Sisa du Luy", "PRACTICE"), homes[0]]).names


def test_a_convention_constitutive_is_that_of_its_groupement(tell: Tell) -> None:
    told = tell(
        "Le GHT des Sarènes a signé sa convention constitutive.",
        [("GHT des Sarènes", "GHT"), ("convention constitutive", "AGREEMENT", "elliptic")],
    )
    assert told.names[1] == "convention constitutive du GHT des Sarènes"


def test_a_ministry_without_its_name_is_found_as_that_of_health_unless_another_is_named(tell: Tell) -> None:
    told = tell("Le ministère a tranché.", [("ministère", "STATE", "elliptic")])
    assert told.names == ["ministère"]
    assert told.entities[0].aliases == ("ministère de la Santé",)
    told = tell(
        "Le ministère des Armées cède l'hôpital. Le ministère a tranché.",
        [("ministère des Armées", "STATE"), ("Le ministère", "STATE", "elliptic")],
    )
    assert not any("ministère de la Santé" in entity.aliases for entity in told.entities)
