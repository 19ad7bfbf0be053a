"""Which site or paper a text shows itself to come from: its header, its footer, its notices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.reading.features import fold

_HEAD = re.compile(
    r"\s+[|–—·•/>»:-]\s+|\s{2,}|\s*[|·•]\s*|,\s|\s+n° ?\d.*|\s+no \d.*|\s*\(\w+\)$|\s+\d+(?:[.,]\d+)? FM\b.*|\s*\.(?:fr|info|com|org)\b|\.\s"
)
_GENERIC = re.compile(
    r"^(?:menu|accueil|aller au|rechercher?|republique francaise|liberte|espace|communique|s'abonner|je m'abonne|se connecter"
    r"|connexion|mon compte|newsletter|actualites?|publicite|sommaire|rubriques?|en direct|le direct|bienvenue|vous etes|imprimer"
    r"|partager|edition|abonne|article|offres?|sante|politique|economie|societe|depeches?|cookies?|accepter|nous |ce site|retour"
    r"|dossier|dossiers|magazine|agenda|contact|emploi|une|a la une|mentions legales|tous droits|plan du site|suivez|facebook"
    r"|lettre d'information|lecture|temps|taille|telecharg\w*|lire|sur le|le fil|les plus|auteurs?|discussion|voir|gratuit"
    r"|commentaires?|reserve|deja|info|infos|fil info|alerte|live|urgent|meteo|conseil municipal|journal interne)\b"
)
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
    """The publisher; None where nothing shows it. `head` is the furniture before the title, `foot` all that follows."""
    votes: Counter[str] = Counter()
    forms: dict[str, str] = {}

    def vote(name: str, weight: int) -> None:
        name = _clean(name)
        key = fold(name)
        if 1 <= len(name.split()) <= 9 and len(key) > 2 and not _GENERIC.match(key) and any(c.isalpha() for c in key):
            votes[key] += weight
            forms.setdefault(key, name)

    for at, line in enumerate(head[:6]):
        pieces = [p for p in _HEAD.split(line) if p and p.strip()]
        if pieces and len(pieces) <= 4:
            vote(pieces[0], 10 if at == 0 else 5 - min(at, 4))
        if at == 0 and pieces and _GENERIC.match(fold(pieces[0])) and len(head) > 1:
            vote(_HEAD.split(head[1])[0], 4)
    for line in foot:
        for name in _noticed(line):
            vote(name, 6)
    whole = [fold(line) for line in (*head, *foot)]
    for key in list(votes):
        votes[key] += 4 * min(3, sum(key in line for line in whole) - 1)
    if not votes:
        return None
    best = max(votes, key=lambda k: (votes[k], len(k)))
    return _longest(best, forms[best], bylines)


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
