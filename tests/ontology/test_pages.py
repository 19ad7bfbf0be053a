"""The pages of the ontology: both languages, every term, links that lead somewhere, nothing from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rdflib import URIRef
from rdflib.namespace import OWL, RDF

from kg.ontology_pages import write_pages
from kg.ontology_pages.words import WORDS
from kg.reasoning import load_ontology
from kg.vocabulary import SANTE


class Page(HTMLParser):
    """The anchors, links and loaded resources of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.anchors.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        if tag in ("script", "img", "link", "iframe"):
            self.loaded.append(tag)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("site") / "ontology"
    write_pages(place)
    return place


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def test_both_languages_have_the_same_pages(site: Path) -> None:
    french, english = ({path.name for path in (site / language).iterdir()} for language in ("fr", "en"))
    assert french == english
    assert {"index.html", "cooperation.html", "codes.html", "texts.html"} <= french


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_term_has_its_place(pages: dict[Path, Page], language: str) -> None:
    anchors = {anchor for path, page in pages.items() if path.parent.name == language for anchor in page.anchors}
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    terms = {s for kind in kinds for s in load_ontology().subjects(RDF.type, kind) if isinstance(s, URIRef)}
    ours = {term[len(str(SANTE)) :] for term in terms if term.startswith(str(SANTE))}
    assert ours - anchors == set()


def test_links_inside_the_site_lead_somewhere(pages: dict[Path, Page]) -> None:
    broken = []
    for path, page in pages.items():
        for link in page.links:
            if link.startswith(("http:", "https:")):
                continue
            file, _, anchor = link.partition("#")
            target = (path.parent / file).resolve() if file else path.resolve()
            known = {place.resolve(): p for place, p in pages.items()}.get(target)
            if known is None or (anchor and anchor not in known.anchors):
                broken.append(f"{path.parent.name}/{path.name} → {link}")
    assert broken == []


def test_no_page_loads_anything_from_elsewhere(pages: dict[Path, Page]) -> None:
    assert [path for path, page in pages.items() if page.loaded] == []
    for path in pages:
        assert not re.search(r"url\(|@import", path.read_text(encoding="utf-8"))


def test_no_anchor_stands_twice_on_a_page(pages: dict[Path, Page]) -> None:
    assert [path for path, page in pages.items() if len(page.anchors) != len(set(page.anchors))] == []


def test_a_term_shows_law_example_and_the_questions_that_use_it(site: Path) -> None:
    text = (site / "fr" / "cooperation.html").read_text(encoding="utf-8")
    pimm = text[text.index('<article id="PIMM">') :].partition("</article>")[0]
    assert "article L6122-15 du code de la santé publique" in pimm
    assert "Le PIMM du centre hospitalier de Rodez" in pimm
    assert "queries/competency/pimm-overview.rq" in pimm


def test_the_words_around_are_there_in_both_languages() -> None:
    assert WORDS["fr"].keys() == WORDS["en"].keys()


def test_writing_twice_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    write_pages(tmp_path)
    for path in site.rglob("*.html"):
        assert (tmp_path / path.relative_to(site)).read_bytes() == path.read_bytes()
