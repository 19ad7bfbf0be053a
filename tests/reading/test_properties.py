"""What holds for every document."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.model import Article
from kg.reading import read_article, read_text

_SAID = (
    "Lire aussi/Par Anne Sol/le 3 mai 2021/Le CH de Lorne a ouvert./©/|/14:05/mis à jour/  /« »/Commentaires (3)"
    "/\t/\u2028/\x0b/\x85/\ufeff/1./S'abonner/ÉCHO/\ud800/Rédaction : A. B./n° 3 - mai 2020"
)
_MARKUP = (
    "<p>~</p>~<div class=nav>~</div>~<h1>~<table><tr><td>~<td>~<br>~<ul><li>~<script>~</script>~<pre>a\nb~<title>t~<!--"
    "~-->~<a href=x>~</a>~&eacute;~&#0;~&#55296;~<time datetime=2020-01-01>~<svg>~<meta name=author content='A B'>"
    "~<article>~<plaintext>~<p hidden>~</html>~<~Le CH de Lorne. ~<script type=application/ld+json>[{}]"
    "~<p itemprop=author>"
)
WORDS = st.sampled_from(_SAID.split("/"))
PASTES = st.lists(st.one_of(WORDS, st.text(max_size=40)), max_size=30).flatmap(
    lambda parts: st.sampled_from(["\n", "\n\n", "\r\n", " ", ""]).map(lambda mark: mark.join(parts))
)
TAGS = st.sampled_from(_MARKUP.split("~"))
QUIET = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(text: str) -> Article | None:
    try:
        return read_text(text)
    except KgError:
        return None


def outcome(path: Path) -> str:
    try:
        check(read_article(path))
    except KgError as error:
        return str(error)
    return path.name


def check(article: Article) -> None:
    for zone in article.zones:
        assert 0 <= zone.start < zone.end <= len(article.text)
        assert article.text[zone.start : zone.end].strip()
    for one, other in pairwise(article.zones):
        assert one.end <= other.start


@QUIET
@given(PASTES)
@example("\x85")
@example("a\n" * 6000)
def test_zones_are_sorted_within_the_text_and_apart(text: str) -> None:
    article = read(text)
    if article:
        check(article)


@QUIET
@given(st.lists(TAGS, max_size=40).map(lambda parts: "<html>" + "".join(parts)))
def test_any_tags_give_an_article_or_an_error_of_the_tree(page: str) -> None:
    article = read(page)
    if article:
        check(article)


@QUIET
@given(PASTES)
def test_reading_is_deterministic(text: str) -> None:
    assert read(text) == read(text)


@QUIET
@given(st.one_of(st.binary(max_size=400), PASTES.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_give_an_article_or_an_error_of_the_tree(tmp_path: Path, data: bytes) -> None:
    for name in ("a.txt", "a.html"):
        path = tmp_path / name
        path.write_bytes(data)
        told = outcome(path)
        assert "\n" not in told
        assert name in told


@QUIET
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff<"), max_size=200)
)
def test_the_text_of_a_text_file_is_the_decoded_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"Lorne\n{text}".encode())
    assert read_article(path).text == f"Lorne\n{text}"
