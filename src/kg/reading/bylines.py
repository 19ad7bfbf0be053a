"""Who signed a text and when it came out, from its own lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.reading.dates import Found, dates, seasons
from kg.reading.features import fold

_LETTER = "A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒ"
_PART = rf"(?:[{_LETTER}][\w’'-]*\.?(?:-[{_LETTER}]\.)?|(?:de|du|des|la|le|van|von|el|ben|di|da)(?=\s)|d[’'][{_LETTER}][\w-]+)"
_PERSON = re.compile(rf"[{_LETTER}][\w’'.-]*(?:\s{_PART}){{1,4}}")
_TITLES = re.compile(
    r"^(?:(?:le |la )?(?:docteure?|professeure?|ma[iî]tre|dr|pr|me|m\.|mme|mlle|monsieur|madame)\.? )+", re.IGNORECASE
)
_CUE = re.compile(
    r"(?:(?:propos|textes?|témoignages?) recueillis? par|(?:écrit|rédigé|publié|posté|signé|article|mis en ligne|dossier|reportage|enquête"
    r"|un article|une enquête|entretien réalisé|interview réalisée)(?:e|s)? (?:par|de)|reportage de|par|de notre (?:correspondante?|envoyée? spéciale?),?"
    r"|textes?(?: et photos?)? ?:|auteure?s? ?:|rédaction ?:|journaliste ?:|rédacteur ?:|rédactrice ?:|de(?= [A-ZÉÈ][a-zé]+ [A-ZÉÈ]))\s+",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s(?:à|le|pour|publiée?|posté|mis[e]?|modifié|actualisé|journaliste|correspondante?|envoyée?|avec|dans|photos?|lecture|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche|\d)\b.*$|\s?[(\[].*$|[.:]\s.*$|\s\d.*$",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s*(?:[|·•;►]|\s[–—-]\s|\s{2,}|,|\s/\s)\s*")
_AND = re.compile(r"\s+(?:et|&|avec)\s+(?:(?:la|de|par)\s+)?|\s*,\s*")
_NOT_A_PERSON = re.compile(
    r"\b(?:redaction|direction|service|bureau|communique|lettre|ville|mairie|commune|hopital|clinique|centre|agence|journal|radio|presse"
    r"|france|conseil|edition|groupe|syndicat|ars|chu|ch|ght|cpts|photo|article|sante|actualites?|saint|sainte|ligne|lecture|region"
    r"|departement|publication|comite|institut|federation|association|info|hebdo|afp|apm|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|la|les|le|un|une|nos|vos|votre)\b"
)
_COLLECTIVE = re.compile(r"\b(?:la )?rédaction\b", re.IGNORECASE)
_MODIFIED = re.compile(
    r"(?:mis[e]?s? a jour|modifiee?|actualisee?|maj|revisee?|derniere (?:mise a jour|modification))\b"
)
_PUBLISHED = re.compile(
    r"(?:publiee?|postee?|mis[e]? en ligne|paru[e]?|affichee?|diffusee?|creee?|parution|date de publication|public|ecrit|redigee?)\b"
)
_NOT_OURS = re.compile(r"telecharge|seance du|reunion du|consulte le|jusqu'au|avant le|prochain|archives :|inscri")


@dataclass(frozen=True, slots=True)
class Dates:
    """When a text came out and when it was changed; None where it does not say."""

    published: str | None = None
    modified: str | None = None


def people(line: str, *, cued: bool, barred: Sequence[str] = ()) -> list[str]:
    """The persons that a byline names. With `cued` only after words such as « par » or « propos recueillis par »."""
    found: list[str] = []
    for piece in _signed(line, cued=cued):
        for part in _AND.split(piece):
            name = _person(part)
            if name and fold(name) not in barred and name not in found:
                found.append(name)
    return found


def _signed(line: str, *, cued: bool) -> Iterator[str]:
    cues = list(_CUE.finditer(line))
    for at, cue in enumerate(cues):
        if cue.start() and line[cue.start() - 1].isalnum():
            continue
        rest = line[cue.end() : cues[at + 1].start() if at + 1 < len(cues) else None]
        first, *others = _PIECES.split(rest)
        yield first
        for other in others:
            if not _person(other) or not _person(first):
                break
            yield other
    if not cues and not cued:
        for piece in _PIECES.split(line):
            yield piece.strip()


def _person(text: str) -> str | None:
    text = _CUT.sub("", text.strip(" .,;:-–—")).strip(" .,;:-–—" if not re.search(r"\b[A-Z]\.$", text) else " ,;:-–—")
    text = _TITLES.sub("", text)
    if not _PERSON.fullmatch(text) or _NOT_A_PERSON.search(fold(text)):
        return None
    return text


def fuller(name: str, text: str) -> str:
    """The name with its first names spelled out, where the text spells out one that fits the initials."""
    *given, family = name.split()
    if not given or not all(re.fullmatch(rf"(?:[{_LETTER}]\.-?)+", g) for g in given):
        return name
    initials = [i for g in given for i in re.findall(rf"[{_LETTER}]", g)]
    pattern = r"[\s-]".join(rf"{i}[\w’']+" for i in initials) + rf"\s{re.escape(family)}\b"
    match = re.search(rf"\b{pattern}", text)
    return match[0] if match else name


def when(lines: Sequence[str]) -> Dates:
    """Dates of publication and change, from lines in order of trust."""
    published = modified = None
    loose: str | None = None
    for line in lines:
        folded = fold(line)
        if _NOT_OURS.search(folded) and not _PUBLISHED.search(folded) and not _MODIFIED.search(folded):
            continue
        found = list(dates(line, year=(published or loose or "")[:4] or None))
        at = 0
        for date in found:
            before = folded[at : date.start]
            if _MODIFIED.search(before):
                modified = modified or date.value
            elif _PUBLISHED.search(before):
                published = published or date.value
            elif loose is None and not _NOT_OURS.search(before):
                loose = date.value
            at = date.end
    return Dates(published or loose, modified)


def issue(lines: Sequence[str]) -> str | None:
    """The date of an issue (« n° 12 - janvier 2014 », « N° 14 - Été 2023 »)."""
    for line in lines:
        found: list[Found] = [*dates(line), *seasons(line)]
        if found:
            return found[0].value
    return None
