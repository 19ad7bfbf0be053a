"""What kind of source a document is, by who publishes it and where: domain.md §4.3's order of authority.

A kind is stated only where the publisher or the address tells it; all else weighs as general press.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from kg.graph import names

LEGAL_ACT, OWN_TEXT, TRADE_PRESS = "legal-act", "own-text", "trade-press"

_ACTS = re.compile(r"\b(?:journal-officiel|bulletin-officiel|recueil-des-actes-administratifs|legifrance)\b")
_ACTS_HOSTS = ("legifrance.gouv.fr", "journal-officiel.gouv.fr")

_BODIES = re.compile(
    r"(?:agence-regionale-de-sante|centre-hospitalier|groupe(?:ment)?-hospitalier|hopita(?:l|ux)-(?:de|du|des|d|la|l)"
    r"|assistance-publique|hospices-civils|federation-hospitaliere|ministere|prefecture|conseil-departemental|ars|chr?u"
    r"|chr|chi|ch|epsm|ght|ap-h[pm]|hcl|fhf|fhp|fehap|cpam|cnam|dgos|drees)(?:-|$)"
)
_BODIES_HOSTS = re.compile(
    r"(?:^|\.)(?:ars\.sante|aphp|ap-hm|chu-lyon|has-sante|fhf|fhp|fehap|ameli)\.fr$|^(?:www\.)?(?:chu|ch|ght)-"
)

_TRADE = re.compile(
    r"(?:apmnews|apm-news|apm-international|hospimedia|tec-?hopital|tic-?sante|le-quotidien-du-medecin|egora|hospitalia"
    r"|dsih|docteur-imago|thema-radiologie|what-s-up-doc|gestions-hospitalieres|revue-hospitaliere-de-france|caducee-net"
    r"|infirmiers-com|le-generaliste|le-moniteur-des-pharmacies|actusoins|decision-(?:et-)?strategie-sante"
    r"|techniques-hospitalieres|la-gazette-sante-social|le-media-social|mind-health|geroscopie)(?:-|$)"
)
_TRADE_HOSTS = (
    "actusoins.com", "apmnews.com", "caducee.net", "docteurimago.fr", "dsih.fr", "egora.fr", "gazette-sante-social.fr",
    "gestions-hospitalieres.fr", "hospimedia.fr", "hospitalia.fr", "infirmiers.com", "legeneraliste.fr",
    "lemediasocial.fr", "lemoniteurdespharmacies.fr", "lequotidiendumedecin.fr", "techopital.com",
    "thema-radiologie.fr", "ticsante.com", "whatsupdoc-lemag.fr",
)  # fmt: skip


def source_kind(publisher: str | None, url: str | None) -> str | None:
    """The notation in `code:source-kind` of an act, a body's own text or the trade press; None for all else.

    The trade press comes before the bodies: a review may be called after hospitals.
    """
    host, name = _host(url or ""), names.slug(publisher or "")
    if _at(host, _ACTS_HOSTS) or _ACTS.search(name):
        return LEGAL_ACT
    if _at(host, _TRADE_HOSTS) or _TRADE.match(name):
        return TRADE_PRESS
    return OWN_TEXT if _BODIES_HOSTS.search(host) or _BODIES.match(name) else None


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # a page may call itself anything
        return ""


def _at(host: str, known: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith("." + name) for name in known)
