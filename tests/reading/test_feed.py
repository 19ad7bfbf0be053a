"""RSS and Atom feeds: what they announce, and saved feeds read as articles."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg import settings
from kg.errors import NotFoundError, UnreadableError
from kg.reading import find_documents, read_article, read_feed, read_url
from kg.reading.feed import canonical

TEXT = "Le centre hospitalier de Valmorte a rejoint le GHT de la Rive en mars 2021."
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>La Gazette &amp; Cie</title><link>https://gazette.example/</link><language>fr-FR</language>
<item><title>IRM &amp;amp; scanner : c'est &lt;em&gt;signé&lt;/em&gt;</title>
<link>/sante/irm?utm_source=rss&amp;id=4#haut</link>
<guid isPermaLink="false">4</guid><pubDate>Tue, 04 Jun 2024 00:15:00 +0200</pubDate>
<dc:creator>Jeanne Lorcade</dc:creator><description>Court.</description>
<content:encoded><![CDATA[<p>{TEXT}</p><script>secret()</script>]]></content:encoded></item>
<item><title>Brève</title><description>Une brève sans adresse, écrite à Valmorte.</description></item>
<item><title>Vide</title><link>https://gazette.example/vide</link></item>
</channel></rss>""".encode()
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>L'Écho</title><entry><id>urn:1</id>
<title>Valmorte rejoint le GHT</title><link rel="alternate" href="https://echo.example/ght"/>
<published>2024-06-03T23:30:00+02:00</published><updated>2024-06-05T08:00:00Z</updated>
<author><name>Odile Brandin</name></author>
<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>""".encode()


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "flux.xml"
    path.write_bytes(RSS)
    return path


def test_an_item_of_rss_gives_address_day_author_and_text() -> None:
    item = read_feed(RSS, "feed", "https://gazette.example/rss").items[0]
    assert (item.url, item.published) == ("https://gazette.example/sante/irm?id=4", "2024-06-04")
    assert (item.title, item.authors) == ("IRM & scanner : c'est signé", ("Jeanne Lorcade",))
    assert TEXT in item.content


def test_an_entry_of_atom_gives_the_same_and_when_it_changed() -> None:
    feed = read_feed(ATOM, "feed")
    item = feed.items[0]
    assert (feed.title, item.url, item.published) == ("L'Écho", "https://echo.example/ght", "2024-06-03")
    assert item.updated == "2024-06-05T08:00:00Z"


def test_a_saved_feed_gives_its_items_as_documents(saved: Path) -> None:
    assert find_documents([str(saved)]) == [f"{saved}#1", f"{saved}#2", f"{saved}#3"]
    assert find_documents([str(saved.parent)]) == find_documents([str(saved)])


def test_an_item_of_a_saved_feed_is_an_article(saved: Path) -> None:
    article = read_article(f"{saved}#1")
    assert (article.title, article.publisher) == ("IRM & scanner : c'est signé", "La Gazette & Cie")
    assert (article.published, article.authors, article.language) == ("2024-06-04", ("Jeanne Lorcade",), "fr")
    assert TEXT in article.text
    assert "secret" not in article.text
    assert all(article.text[zone.start : zone.end].strip() for zone in article.zones)


def test_an_item_without_text_is_told(saved: Path) -> None:
    with pytest.raises(UnreadableError, match="without text"):
        read_article(f"{saved}#3")


def test_an_item_that_is_not_there_is_not_found(saved: Path) -> None:
    with pytest.raises(NotFoundError, match="3 items, none numbered 9"):
        read_article(f"{saved}#9")


def test_a_feed_under_the_name_of_a_text_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "flux.txt"
    path.write_bytes(RSS)
    with pytest.raises(UnreadableError, match=r"a feed of 3 articles.*name it \.xml"):
        read_article(path)


def test_another_kind_of_xml_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml").write_text("<urlset><url/></urlset>", encoding="utf-8")
    assert find_documents([str(tmp_path)]) == []


def test_the_address_of_a_feed_is_no_article(site: str) -> None:
    with pytest.raises(UnreadableError, match=r"a feed, not an article.*kg watch"):
        read_url(f"{site}/feed", allow_private=True)


@pytest.mark.parametrize("data", [b"", b"<html><p>x</p></html>", b"<rss><chan", bytes(200), b"{}"])
def test_what_is_no_feed_is_told(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="that can be read"):
        read_feed(data, "feed")


def test_a_feed_that_breaks_off_gives_the_items_before() -> None:
    assert read_feed(RSS[: RSS.index(b"<item><title>Vide")], "feed").items[0].published == "2024-06-04"


def test_entities_do_not_swell() -> None:
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY e0 "ah">{levels}<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    data = f"{bomb}<rss version='2.0'><channel><item><title>&e11;&f;</title></item></channel></rss>".encode()
    began = time.monotonic()
    try:
        items = read_feed(data, "feed").items
    except UnreadableError:
        items = ()
    assert time.monotonic() - began < 10
    assert all(len(item.title or "") < 10_000 for item in items)


def test_a_huge_feed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MAX_DOCUMENT_BYTES", 100)
    with pytest.raises(UnreadableError, match="larger than"):
        read_feed(RSS, "feed")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://a.example/x?utm_source=rss&id=2#bas", "https://a.example/x?id=2"),
        ("https://a.example/x?xtor=RSS-1", "https://a.example/x"),
        ("https://a.example/x?q=a%20b&r", "https://a.example/x?q=a%20b&r"),
    ],
)
def test_an_address_is_the_same_however_the_reader_came(given: str, kept: str) -> None:
    assert canonical(given) == kept
