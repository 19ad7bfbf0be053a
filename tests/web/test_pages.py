"""The pages are plain, in French with an English switch; things answer at their own addresses."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import httpx
import pytest

from kg.store import canonical

PAGE = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
RODEZ = "/id/org/pimm/rodez"
PAGES = [
    "/",
    "/?lang=en",
    "/questions/pimm-overview",
    "/questions/members-of-structure?structure=GHT%20du%20Val%20d%27Or&lang=en",
    "/search?name=rodez",
    "/query?query=SELECT%20*%20%7B%20%3Fs%20a%20sante%3APIMM%20%7D",
    "/query?query=SELEC",
    "/questions/members-of-structure?structure=GHT%20du%20Val%20d%27Or&why=1",
    RODEZ,
    "/id/fact/m1",
    "/id/statement/m1a",
    "/id/document/a",
    "/nowhere",
]


class Tags(HTMLParser):
    """Checks that tags close in order and collects what the tests look at."""

    void = frozenset(["meta", "link", "input", "br", "img"])

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and self.open[-1] != "p":
            return
        assert self.open.pop() == tag, f"</{tag}> closes nothing"


def tags(text: str) -> Tags:
    found = Tags()
    found.feed(text)
    assert not found.open
    return found


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_well_formed_and_asks_nobody_else_for_anything(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers=PAGE)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    found = tags(answer.text)
    for tag, attributes in found.seen:
        assert tag not in ("script", "iframe", "img")
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        if tag == "link":
            assert (attributes["href"] or "").startswith("/")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_read_with_a_keyboard_and_a_voice(client: httpx.Client, path: str) -> None:
    found = tags(client.get(path, headers=PAGE).text)
    names = [tag for tag, _ in found.seen]
    assert names.count("h1") == 1
    assert names.count("main") == 1
    assert names.count("table") == names.count("caption")
    assert all(attributes.get("scope") for tag, attributes in found.seen if tag == "th")
    labelled = {attributes.get("for") for tag, attributes in found.seen if tag == "label"}
    fields = [a for t, a in found.seen if t in ("input", "select", "textarea") and a.get("type") != "hidden"]
    assert {attributes.get("id") for attributes in fields} <= labelled
    ids = [attributes["id"] for _, attributes in found.seen if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_start_page_shows_questions_with_their_answers(client: httpx.Client) -> None:
    text = client.get("/", headers=PAGE).text
    assert "Les membres d&#39;une structure, avec rôles et dates" in text
    assert "le CH de Rodez, support du GHT du Val d&#39;Or depuis 2016" in text
    assert 'lang="fr"' in text


def test_english_is_one_switch_away(client: httpx.Client) -> None:
    text = client.get("/?lang=en", headers=PAGE).text
    assert "Members of a structure, with roles and dates" in text
    assert '<html lang="en">' in text


def test_a_question_answers_with_labels_and_quotes(client: httpx.Client) -> None:
    answer = client.get("/questions/members-of-structure", params={"structure": "ght du val d'or"}, headers=PAGE)
    assert "<q>le CH de Rodez, support du GHT du Val d&#39;Or depuis 2016</q>" in answer.text
    assert '<a href="/id/org/ch/rodez" rel="noreferrer">centre hospitalier de Rodez</a>' in answer.text
    assert "établissement support" in answer.text


def test_a_question_without_its_parameter_shows_the_form(client: httpx.Client) -> None:
    answer = client.get("/questions/members-of-structure", headers=PAGE)
    assert answer.status_code == 200
    assert "required" in answer.text
    assert "<option" in answer.text


def test_a_question_gives_its_rows_to_programs(client: httpx.Client) -> None:
    answer = client.get("/questions/pimm-overview", headers={"Accept": "text/csv"})
    assert answer.text.splitlines()[1].startswith("https://w3id.org/sante-kg/id/org/pimm/rodez,PIMM du centre")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/questions/no-such", 404),
        ("/questions/members-of-structure?structure=zzzz", 404),
        ("/questions/members-of-structure?structure=id:x&date=soon", 400),
        ("/questions/pimm-overview?colour=red", 400),
        ("/id/org/nowhere", 404),
        ("/id/a%20b%3E", 404),
        ("/nowhere", 404),
    ],
)
def test_an_error_is_a_page_for_a_browser_and_a_line_for_the_rest(client: httpx.Client, path: str, status: int) -> None:
    page, line = client.get(path, headers=PAGE), client.get(path, headers={"Accept": "text/csv, text/turtle"})
    assert (page.status_code, line.status_code) == (status, status)
    assert "<h1>" in page.text
    assert line.text.count("\n") == 1


def test_what_is_given_is_shown_as_text_only(client: httpx.Client) -> None:
    evil = "<script>alert(1)</script>"
    for path in (f"/search?name={evil}", f"/questions/members-of-structure?structure={evil}", f"/id/{evil}"):
        assert "<script" not in client.get(path, headers=PAGE).text


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", "turtle"),
        ("application/ld+json", "jsonld"),
        ("application/rdf+xml", "rdfxml"),
        ("*/*", "turtle"),
    ],
)
def test_a_thing_is_a_graph_with_facts_and_evidence(client: httpx.Client, accept: str, format: str) -> None:
    answer = client.get(RODEZ, headers={"Accept": accept})
    lines = "\n".join(canonical(answer.text, format))
    assert "<https://w3id.org/sante-kg/id/fact/m5> <https://w3id.org/sante-kg/ontology#organisation>" in lines
    assert "deux IRM sont installées" in lines
    assert answer.headers["content-location"] == f"{RODEZ}?format={format}"


def test_a_thing_that_is_only_an_object_still_answers(client: httpx.Client) -> None:
    assert client.get("/id/target/m1a-1", headers={"Accept": "text/turtle"}).status_code == 200


def test_a_record_that_nobody_accepts_is_406(client: httpx.Client) -> None:
    assert client.get(RODEZ, headers={"Accept": "image/png"}).status_code == 406


def test_a_question_tells_why_for_each_row(client: httpx.Client) -> None:
    given = {"structure": "GHT du Val d'Or", "why": "1"}
    text = client.get("/questions/members-of-structure", params=given, headers=PAGE).text
    assert "Ligne 2" in text
    assert "Rodez n&#39;est plus dans le GHT" in text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("SELECT ?s { ?s a sante:PIMM }", "id:org/pimm/rodez"),
        ("ASK { }", "oui"),
        ("DESCRIBE <https://w3id.org/sante-kg/id/org/gie/scan>", "GIE Scanner 12"),
    ],
)
def test_a_query_of_ones_own_has_its_answer_on_the_page(client: httpx.Client, query: str, shown: str) -> None:
    assert shown in client.get("/query", params={"query": query}, headers=PAGE).text


@pytest.mark.parametrize(("query", "status"), [("SELEC", 400), ("DROP ALL", 403)])
def test_a_query_that_fails_keeps_its_text(client: httpx.Client, query: str, status: int) -> None:
    answer = client.get("/query", params={"query": query}, headers=PAGE)
    assert answer.status_code == status
    assert f">{query}</textarea>" in answer.text


def test_a_fact_shows_its_denial(client: httpx.Client) -> None:
    text = client.get("/id/fact/m1", headers=PAGE).text
    assert re.search(r"nié : <q>Rodez n&#39;est plus dans le GHT</q>", text)


def test_the_api_finds_names(client: httpx.Client) -> None:
    found = client.get("/api/find", params={"name": "CH RODEZ"}).json()
    assert found[0]["iri"] == "https://w3id.org/sante-kg/id/org/ch/rodez"


def test_the_api_lists_the_questions_with_parameters(client: httpx.Client) -> None:
    told = {each["name"]: each for each in client.get("/api/questions").json()}
    assert told["members-of-structure"]["parameters"][0]["name"] == "structure"


def test_the_api_answers_a_question_in_json(client: httpx.Client) -> None:
    answer = client.get(
        "/api/questions/members-of-structure", params={"structure": "GHT du Val d'Or", "as_of": "2018-01-01"}
    )
    members = {row["member"]["value"] for row in answer.json()["results"]["bindings"]}
    assert "https://w3id.org/sante-kg/id/org/clinic/tilleuls" in members


def test_the_api_tells_the_evidence(client: httpx.Client) -> None:
    told = client.get("/api/evidence", params={"fact": "https://w3id.org/sante-kg/id/fact/m1"}).json()
    assert [each["modality"] for each in told] == ["asserted", "negated"]


@pytest.mark.parametrize("path", ["/api/find", "/api/evidence", "/api/questions/no-such", "/api/nowhere"])
def test_the_api_errs_in_json(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert answer.json()["error"]


def test_an_ill_typed_parameter_of_the_api_is_refused(client: httpx.Client) -> None:
    assert client.get("/api/find", params={"name": "x", "limit": "many"}).status_code == 422
