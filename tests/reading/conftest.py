"""Texts of our own, and the shared articles where they lie beside the checkout."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model import Article
from kg.reading import find_documents, read_article

PASTED = """La Gazette de Valmorte
Accueil | Santé | Sports | Petites annonces
Se connecter - S'abonner
À Valmorte, deux hôpitaux partagent une IRM
Par Jeanne Lorcade, publié le mardi 4 juin 2024 à 7h15, mis à jour le 6 juin 2024 à 9h02
Partager sur Facebook | Twitter | Courriel
La machine est arrivée lundi. Elle servira aux patients des deux rives.
Le centre hospitalier de Valmorte et la clinique des Tilleuls ont créé en mars un groupement d'intérêt économique. \
L'appareil, qui a coûté 1,2 million d'euros, est installé sur le site de l'hôpital, et les radiologues des deux \
établissements s'y relaient chaque semaine.
« Nous n'aurions jamais pu le faire seuls », reconnaît la directrice, Odile Brandin, qui attendait cet examen depuis \
dix ans pour les habitants de la vallée, obligés jusque-là de rouler une heure.
Un second scanner est espéré l'an prochain sur le même plateau, si l'agence régionale de santé donne son accord et \
si les élus du département trouvent les fonds nécessaires à l'agrandissement du bâtiment.
Lire aussi
Pérignac : la maternité fête ses trente ans
Corbières : la clinique Saint-Loup recrute six infirmiers
Les plus lus
1. Accident sur la rocade
2. Marché de Noël : le programme
Commentaires (2)
toto12 : enfin une bonne nouvelle
Recevez chaque matin notre newsletter
© La Gazette de Valmorte - Mentions légales - Cookies
"""

PAGE = """<!DOCTYPE html><html lang="fr-FR"><head><meta charset="utf-8"><title>Deux rives, une IRM | La Gazette</title>
<link rel="canonical" href="https://gazette.example/sante/deux-rives">
<meta property="og:site_name" content="La Gazette">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"Deux rives, une IRM",
"datePublished":"2024-06-04T07:15:00+02:00","dateModified":"2024-06-06T09:02:00+02:00",
"author":[{"@type":"Person","name":"Jeanne Lorcade"}],"publisher":{"@type":"Organization","name":"La Gazette"}}</script>
</head><body><header class="site-header"><a href="/">La Gazette</a>
<nav><a href="/s">Santé</a><a href="/p">Sports</a></nav>
</header><div id="cookie-banner">Ce site utilise des cookies. <button>Accepter</button></div>
<main><article><h1>Deux rives, une IRM</h1><p class="chapo">La machine est arriv&eacute;e lundi.</p>
<p>Le centre hospitalier de Valmorte et la clinique des Tilleuls partagent<br>une IRM depuis le 1<sup>er</sup> mars,
&agrave; Valmorte.</p><!-- un commentaire --><div hidden>caché</div><p style="display:none">invisible</p>
<h2>Un GIE pour deux</h2><ul><li>Hôpital : 60 %</li><li>Clinique : 40 %</li></ul>
<table><tr><th>Membre</th><th>Parts</th></tr><tr><td>Hôpital</td><td>60</td></tr></table>
<aside class="lire-aussi">Lire aussi : <a href="/x">Pérignac fête sa maternité</a></aside></article>
<section class="related"><h3>Sur le même sujet</h3><a href="/y">Corbières : la clinique recrute</a></section></main>
<footer>© La Gazette</footer><script>var secret = 1;</script></body></html>"""


@pytest.fixture
def pasted() -> str:
    return PASTED


@pytest.fixture
def page() -> str:
    return PAGE


@pytest.fixture(scope="session")
def articles(shared: Path) -> Path:
    """The folder of the shared articles."""
    return shared / "articles"


@pytest.fixture(scope="session")
def read(articles: Path) -> dict[str, Article]:
    """Every shared article, text and page, as read."""
    return {Path(path).name: read_article(path) for path in find_documents([str(articles / "text")])}


class _Site(http.server.BaseHTTPRequestHandler):
    """A small site: each path answers in its own good or bad way."""

    def do_GET(self) -> None:
        answer = getattr(self, "answer_" + self.path.strip("/").partition("?")[0].replace(".", "_"), None)
        if answer is None:
            self.send_error(404)
            return
        answer()

    def _send(self, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, location: str) -> None:
        self.send_response(302)
        self.send_header("Location", location)
        self.end_headers()

    def answer_article(self) -> None:
        self._send(PAGE.encode())

    def answer_plain(self) -> None:
        self._send(PASTED.encode("cp1252"), "text/plain; charset=windows-1252")

    def answer_image(self) -> None:
        self._send(b"\x89PNG", "image/png")

    def answer_feed(self) -> None:
        self._send(b"<rss version='2.0'><channel><item><title>Une IRM</title></item></channel></rss>", "text/xml")

    def answer_communique_pdf(self) -> None:
        from tests.reading.test_pdf import communique

        self._send(communique(), "application/pdf")

    def answer_moved(self) -> None:
        self._redirect("/article")

    def answer_loop(self) -> None:
        self._redirect("/loop")

    def answer_elsewhere(self) -> None:
        self._redirect("file:///etc/hostname")

    def answer_huge(self) -> None:
        self._send(b"<html><p>" + b"mot " * 200_000)

    def answer_slow(self) -> None:
        self._send(b"<html><p>debut")
        for _ in range(40):
            time.sleep(0.1)
            try:
                self.wfile.write(b"mot ")
                self.wfile.flush()
            except OSError:
                return

    def answer_dripping(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        for _ in range(40):
            time.sleep(0.1)
            try:
                self.wfile.write(b"X: y\r\n")
                self.wfile.flush()
            except OSError:
                return

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a real server on loopback."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
