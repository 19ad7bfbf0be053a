"""PDF communiqués: their paragraphs whole, what is printed on every page apart, bad files told in one line."""

from __future__ import annotations

import io
import random
from importlib.util import find_spec
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from tests.reading.paper import Put, column, write

from kg import settings
from kg.errors import DeadlineError, KgError, UnreadableError
from kg.model import Article, ZoneKind
from kg.reading import find_documents, read_article, read_url

HEAD = Put("Centre hospitalier de Valmorte", 60, 810, 8)
TITLE = [Put("Valmorte et les Tilleuls partagent", 60, 770, 18), Put("une IRM dès le printemps", 60, 748, 18)]
LEFT = """Le centre hospitalier de Valmorte et la cli-
nique des Tilleuls ont créé en mars un grou-
pement d'intérêt économique. L'appareil est
installé sur le site public-privé de la rive, et
les radiologues s'y relaient chaque semaine."""
RIGHT = """Un second scanner est attendu dans la com-
mune de Saint-Loup-sur-Orne. Il servira aux
habitants de la vallée et aux médico-
sociaux des deux rives."""


def foot(page: int) -> Put:
    return Put(f"Contact presse : 05 00 00 00 00 – page {page}/2", 200, 30, 8)


def communique() -> bytes:
    """Two pages, the first in two columns; a sentence goes on over the page."""
    first = [HEAD, *TITLE, *column(LEFT, 60, 700), *column(RIGHT, 310, 700), foot(1)]
    first.insert(-1, Put("La directrice, Odile Brandin, attend l'accord de", 310, 630))
    second = [HEAD, foot(2), *column("l'agence régionale de santé pour ouvrir le plateau\ntechnique en juin.", 60, 760)]
    return write([first, second], Title="comm_v3_DEF.docx", CreationDate="D:20240604091500+02'00'", Author="poste12")


@pytest.fixture
def article(tmp_path: Path) -> Article:
    path = tmp_path / "communique.pdf"
    path.write_bytes(communique())
    return read_article(path)


def spoken(article: Article) -> list[str]:
    return [article.text[z.start : z.end] for z in article.zones if z.kind is not ZoneKind.FURNITURE]


def test_a_paragraph_is_one_line_and_columns_are_read_one_after_the_other(article: Article) -> None:
    told = "\n".join(spoken(article))
    assert "un groupement d'intérêt économique. L'appareil" in told
    assert told.index("chaque semaine.") < told.index("Un second scanner")


def test_a_word_cut_at_the_end_of_a_row_is_whole_again_and_a_hyphen_of_its_own_stays(article: Article) -> None:
    assert "la clinique des Tilleuls" in article.text
    assert "public-privé" in article.text
    assert "la commune de Saint-Loup-sur-Orne" in article.text
    assert "médico-sociaux" in article.text


def test_a_sentence_goes_on_over_the_page(article: Article) -> None:
    assert "attend l'accord de l'agence régionale de santé pour ouvrir le plateau technique en juin." in article.text


def test_what_is_printed_on_every_page_stands_once_and_is_furniture(article: Article) -> None:
    assert article.text.count("Contact presse") == article.text.count("Centre hospitalier de Valmorte") == 1
    assert not any("Contact presse" in line for line in spoken(article))


def test_the_largest_lines_are_the_title_and_the_name_of_a_draft_is_not(article: Article) -> None:
    assert article.title == "Valmorte et les Tilleuls partagent une IRM dès le printemps"


def test_a_title_that_stands_in_the_text_is_taken_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(write([column("Deux rives, une IRM\n" + LEFT)], Title="Deux rives, une IRM"))
    assert read_article(path).title == "Deux rives, une IRM"


def test_the_day_of_creation_counts_where_the_text_has_no_date(article: Article, tmp_path: Path) -> None:
    assert (article.published, article.language, article.authors) == ("2024-06-04", "fr", ())
    path = tmp_path / "dated.pdf"
    dated = [*TITLE, Put("Publié le 3 mai 2024", 60, 730), *column(LEFT)]
    path.write_bytes(write([dated], CreationDate="D:20240604091500"))
    assert read_article(path).published == "2024-05-03"


def test_a_pdf_is_recognised_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "communique.txt"
    path.write_bytes(communique())
    assert "groupement" in read_article(path).text


def test_a_folder_gives_its_pdfs(tmp_path: Path) -> None:
    (tmp_path / "a.PDF").write_bytes(communique())
    assert find_documents([str(tmp_path)]) == [str(tmp_path / "a.PDF")]


def test_a_pdf_is_read_from_an_address(site: str) -> None:
    article = read_url(f"{site}/communique.pdf", allow_private=True)
    assert (article.name, article.url) == ("communique", f"{site}/communique.pdf")
    assert "groupement" in article.text


def test_bullets_written_apart_belong_to_their_rows(tmp_path: Path) -> None:
    items = [Put(f"{kind} : une machine de plus", 75, 680 - 14 * i) for i, kind in enumerate(["IRM", "TEP"])]
    path = tmp_path / "list.pdf"
    path.write_bytes(write([[*column(LEFT, top=780), *items, *(Put("•", 60, put.y) for put in items)]]))
    article = read_article(path)
    assert [article.text[z.start : z.end][:5] for z in article.zones if z.kind is ZoneKind.LIST] == ["• IRM", "• TEP"]


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(communique())))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (write([[], []]), "without text, probably scanned"),
        (write([[Put(c, 60 + 9 * i, 700) for i, c in enumerate("lecentrehospitalierdevalmorte" * 2)]]), "one by one"),
        (locked("secret"), "opens with a password only"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "a broken PDF file"),
        (communique()[:300], "a broken PDF file"),
    ],
    ids=["scanned", "scattered", "locked", "garbage", "cut"],
)
def test_a_bad_file_is_told_in_one_line(
    tmp_path: Path, data: bytes, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=told) as caught:
        read_article(path)
    assert "\n" not in str(caught.value)
    assert "bad.pdf" in str(caught.value)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("cipher", ["aes-128", "aes-256"])
def test_aes_is_told_with_its_cure_or_read_where_the_cure_is_taken(cipher: str) -> None:
    path = Path(__file__).with_name(f"{cipher}.pdf")  # open to all, made by pypdf with cryptography
    if find_spec("cryptography"):
        assert "groupement" in read_article(path).text
    else:
        with pytest.raises(UnreadableError, match=r"encrypted with AES .install `cryptography`"):
            read_article(path)


def test_a_file_that_may_only_not_be_changed_is_read(tmp_path: Path) -> None:
    path = tmp_path / "open.pdf"
    path.write_bytes(locked(""))
    assert "groupement" in read_article(path).text


def test_pages_beyond_the_limit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PDF_PAGES", 1)
    (tmp_path / "long.pdf").write_bytes(communique())
    with pytest.raises(UnreadableError, match="2 pages, more than 1"):
        read_article(tmp_path / "long.pdf")


def test_the_deadline_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PDF_SECONDS", 0.0)
    (tmp_path / "slow.pdf").write_bytes(communique())
    with pytest.raises(DeadlineError):
        read_article(tmp_path / "slow.pdf")


def test_no_damage_makes_more_than_an_error_of_ours(tmp_path: Path) -> None:
    chance, whole, path = random.Random(1), communique(), tmp_path / "damaged.pdf"
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 10, 100])):
            data[chance.randrange(5, len(data))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            article = read_article(path)
        except KgError:
            continue
        assert all(article.text[z.start : z.end].strip() for z in article.zones)
