"""Who publishes a document, and where, says how much authority it has."""

from __future__ import annotations

import pytest

from kg.graph.kinds import source_kind


@pytest.mark.parametrize(
    ("publisher", "url", "kind"),
    [
        (None, "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000000000000", "legal-act"),
        ("Recueil des actes administratifs de la préfecture du Tarn", None, "legal-act"),
        ("ARS Occitanie", None, "own-text"),
        ("Agence régionale de santé Bretagne", None, "own-text"),
        (None, "https://www.bretagne.ars.sante.fr/un-irm", "own-text"),
        ("Centre hospitalier de Lunac", "https://www.ch-lunac.fr/actus/1", "own-text"),
        ("Docteur Imago", None, "trade-press"),
        (None, "https://www.apmnews.com/depeche/1", "trade-press"),
        ("CHU et territoires", "https://www.hospimedia.fr/actualite/1", "trade-press"),
        ("La Gazette de Lunac", "https://gazette-lunac.example/1", None),
        ("Chemins de santé", None, None),
        ("Centre Presse", "http://[::1", None),
        (None, None, None),
    ],
)
def test_the_kind_of_a_source(publisher: str | None, url: str | None, kind: str | None) -> None:
    assert source_kind(publisher, url) == kind
