"""Which site or paper a text shows itself to come from: its header, its footer, its notices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.reading import furniture
from kg.reading.features import fold

_HEAD = re.compile(
    r"\s+(?:[|–—·•/>»:›►▸●☰-]|››|»»|\u203a\u203a)\s+|\s{2,}|\s*[|·•›►▸\u203a]+\s*|,\s(?!(?:le magazine|la revue|le journal|la lettre)$)"
    r"|\s+n° ?\d.*|\s+no \d.*|\s*\(\w+\)$|\s+\d+(?:[.,]\d+)?(?: FM\b.*|$)|\s*\.(?:fr|info|com|org|net|exemple|example)\b|\.\s",
    re.IGNORECASE,
)
_PHRASES = re.compile(
    r"^(?:aller au|rechercher|republique francaise|liberte\b|communique|s'abonner|je m'abonne|se connecter|connexion|mon (?:compte|espace)"
    r"|vous (?:etes|lisez|avez)|imprimer|partager|edition d|abonne|article|cookies?|accepter|nous |ce (?:site|message|contenu)|retour|si ce"
    r"|telecharg|lire |sur le |dans |les plus|voir |deja |conseil municipal|offres? |en direct|direct\b|live\b|flash|alerte|derniere minute"
    r"|contenu|version|fil (?:info|general|d'actu)|le fil$|lecture|temps de|taille|contact|plan du site|mentions legales|tous droits|suivez"
    r"|publicite|sommaire|rubriques?|menu|accueil|a la une|la une|newsletter|themes?|abonnez|lettre d'information|journal interne|recevez"
    r"|bonjour|nos |vos |votre |votez|english|creer|candidats|service|commentaires?|discussion|auteurs?|reserve|gratuit|meteo|\d|depeche -"
    r"|dossier de presse|espace|agenda$|toute? |reproduction|imprime|directeur|directrice|propos|prochain|a lire|a voir|en kiosque"
    r"|inscri|faire un don|ne pas|issn|vie |avis )"
)
_SECTION = furniture.FAMILIES["navigation"]
_ENDING = re.compile(r"^(?P<name>[^,–—|-]{4,45}?)(?:,| [–—-]) [a-z0-9«]")
_NOTICES = (
    re.compile(r"^(?P<name>.{3,60}?) réserve cet article"),
    re.compile(r"[Ll]e fil (?:de |d[’'])?(?P<name>[^.:|]{3,50})$"),
    re.compile(r"S[’']abonner à (?P<name>(?!l)[^.:|]{3,50})$"),
    re.compile(
        r"^(?P<name>.{3,60}?) est (?:une publication|édité|un service|un site|un média|un magazine|publié|un titre)"
    ),
    re.compile(r"(?:©|[Cc]opyright)(?:\s*\d{4})?\s*(?P<name>[^.,|–—\d-]{3,60})"),
    re.compile(r"^(?P<name>[^.,|]{3,60}?)\s*[-–—|·,.]?\s*(?:©|[Tt]ous droits)"),
    re.compile(
        r"^(?P<name>[^.|]{3,60}?), (?:SAS?|SARL|SA au|filiale|société|hebdomadaire|groupe|une publication|une radio|\d+,? (?:rue|place|avenue))"
    ),
    re.compile(r"[AÀ] propos d(?:e l[’']|e la |u |e )(?P<name>(?!auteur|journaliste)[^.:]{3,60})(?: :|$)"),
    re.compile(r"^(?P<name>[^.|,]{3,60}?) vous (?:conseille|recommande)"),
    re.compile(r"Newsletter (?P<name>[^.:|]{3,50}) :"),
)
_MAYOR = re.compile(r"^mairie (?=d)", re.IGNORECASE)


def publisher(head: Sequence[str], foot: Sequence[str], bylines: Sequence[str]) -> str | None:
    """The publisher; None where nothing shows it. `head` stands before the title, `foot` is the furniture behind it."""
    votes: Counter[str] = Counter()
    forms: dict[str, str] = {}

    def vote(name: str, weight: int) -> bool:
        name = _clean(name)
        key = fold(name)
        if not (1 <= len(name.split()) <= 9 and len(key) > 2 and not _PHRASES.match(key) and not _is_section(key)):
            return False
        votes[key] += weight
        forms.setdefault(key, name)
        return True

    first = 16
    for line in head[:6]:
        pieces = [p for p in _HEAD.split(line) if p and p.strip(" []")]
        if pieces and (first == 16 or len(pieces) <= 3) and vote(pieces[0], first):
            first = 3
    for line in foot:
        for name in _noticed(line):
            vote(name, 6)
    if not votes:
        for line in foot[-2:]:
            match = _ENDING.match(line)
            if match:
                vote(match["name"], 1)
    if not votes:
        return None
    whole = [fold(line) for line in (*head, *foot)]
    for key in list(votes):
        votes[key] += 4 * min(3, sum(key in line for line in whole) - 1)
    best = max(votes, key=lambda k: (votes[k], len(k)))
    best = max((k for k in votes if best in k and votes[k] >= 6), key=len, default=best)
    return _longest(best, forms[best], bylines)


def _is_section(key: str) -> bool:
    """Whether a folded name is nothing but words of a menu."""
    return not re.sub(r"[^a-z0-9]|\b(?:et|de|des|la|le|les|du|en)\b", "", _SECTION.sub("", key))


def _noticed(line: str) -> Iterator[str]:
    for pattern in _NOTICES:
        match = pattern.search(line)
        if match:
            yield match["name"]


def _clean(name: str) -> str:
    name = re.sub(r"^\[[^\]]*\]\s*|^[^\w«]+|[\s.,:;|–—-]+$", "", name.strip())
    return _MAYOR.sub("Commune ", name)


def _longest(key: str, name: str, bylines: Sequence[str]) -> str:
    """A fuller form of the name, where a byline has one (a local edition)."""
    for line in bylines:
        for piece in re.split(r"\s*[,|·–—]\s*", line):
            if fold(piece).startswith(key + " ") and len(piece.split()) <= len(name.split()) + 2 and piece[0].isupper():
                return piece.strip()
    return name
