"""Who signed a text and when it came out, from its own lines."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.reading import furniture
from kg.reading.dates import Found, dates, seasons
from kg.reading.features import fold

_LETTER = "A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒ"
_PART = rf"(?:[{_LETTER}][\w’'-]*\.?(?:-[{_LETTER}]\.)?|(?:de|du|des|la|le|van|von|el|ben|di|da)(?=\s)|d[’'][{_LETTER}][\w-]+)"
_PERSON = re.compile(rf"[{_LETTER}][\w’'.-]*(?:\s{_PART}){{1,4}}")
_FIRST = re.compile(r"(?:L[eauns]s?|L[’'].*|Une?|Des|Du|[A-Z]{2,}(?= \S*[a-z])\S*|[IVX]+\.?) ")
_TITLES = re.compile(
    r"^(?:(?:le |la )?(?:docteure?|professeure?|ma[iî]tre|dr|pr|me|m\.|mme|mlle|monsieur|madame)\.? )+", re.IGNORECASE
)
_INITIALS = re.compile(rf"(?:[{_LETTER}]\.-? ?){{2,3}}")
_CUE = re.compile(
    r"(?:(?:propos|textes?|témoignages?) recueillis? par|(?:écrit|rédigé|publié|posté|signé|article|mis en ligne|dossier|reportage|enquête"
    r"|un article|une enquête|entretien réalisé|interview réalisée)(?:e|s)? (?:par|de)|reportage de|par|de notre (?:correspondante?|envoyée? spéciale?),?"
    r"|(?:textes?(?: et photos?)?|entretien|compte rendu|reportage|dossier|enquête|récit|interview|portrait) ?:|billet d[e’']|auteure?s? ?:|rédaction ?:|journaliste ?:|rédacteur ?:|rédactrice ?:|de(?= [A-ZÉÈ][a-zé]+ [A-ZÉÈ]))\s*",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s(?:à|le|pour|publiée?|posté|mis[e]?|modifié|actualisé|journaliste|correspondante?|envoyée?|avec|dans|photos?|lecture|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche|\d)\b.*$|\s?[(\[].*$|(?<=\w{3})[.:]\s.*$|\s\d.*$",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s*(?:[|·•;►]|\s[–—-]\s|\s{2,}|,|\s/\s)\s*")
_AND = re.compile(r"\s+(?:et|&|avec)\s+(?:(?:la|de|par)\s+)?|\s*,\s*")
_NOT_A_PERSON = re.compile(
    r"\b(?:redaction|direction|service|bureau|communique|lettre|ville|mairie|commune|hopital|clinique|centre|agence|journal|radio|presse"
    r"|france|conseil|edition|groupe|syndicat|ars|chu|ch|ght|cpts|photo|article|billet|equipe|aujourd'hui|demandons|sante|actualites?|saint|sainte|ligne|lecture|region"
    r"|departement|publication|comite|institut|federation|association|info|hebdo|afp|apm|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|des|les|un|une|nos|vos|votre|dans|partager|tweeter|envoyer|imprimer|articles?|vie|actu)\b"
)
_COLLECTIVE = re.compile(r"\b(?:la )?rédaction\b", re.IGNORECASE)
_MODIFIED = re.compile(
    r"(?:mis[e]?s? a jour|modifiee?|actualisee?|maj|revisee?|corrigee?|completee?|revue?|derniere (?:mise a jour|modification))\b"
)
_PUBLISHED = re.compile(
    r"(?:publiee?|postee?|mis[e]? en ligne|paru[e]?|affichee?|diffusee?|parution|date de publication|ecrit|redigee?)\b"
)
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)}) (?=\d)")
_SAME_DAY = re.compile(r"(?:mis[e]? a jour|modifiee?|actualisee?|maj) (?:a )?\d{1,2} ?[h:]")
_AROUND = 60
"""Characters that may stand around the date of a line that is little more than a date."""
_BEFORE = 40
"""Characters before a date among which a word says what it dates."""
_VERB = furniture.VERB
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
    if _INITIALS.fullmatch(text):
        return text
    text = _TITLES.sub("", text)
    if not _PERSON.fullmatch(text) or _FIRST.match(text) or _NOT_A_PERSON.search(fold(text)):
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


def is_labelled(line: str) -> bool:
    """Whether a line says of a date that the text came out or was changed then."""
    folded = fold(line)
    return any(
        _PUBLISHED.search(before) or _MODIFIED.search(before)
        for date in dates(line)
        for before in [folded[max(0, date.start - _BEFORE) : date.start]]
    )


def is_dated(line: str) -> bool:
    """Whether a line is a date with little around it: an hour, a name, the time it takes to read."""
    found = list(dates(line))
    rest = len(line) - sum(date.end - date.start for date in found)
    return bool(found) and rest <= _AROUND and not _NOT_OURS.search(fold(line)) and not _VERB.search(line.lower())


def is_name(line: str) -> bool:
    """Whether a line is nothing but the name of a person."""
    return not line.isupper() and _person(line) == line.strip()


def when(lines: Sequence[str], *, labelled: bool = False) -> Dates:
    """Dates of publication and change, from lines in order of trust. With `labelled` only those that say which."""
    published = modified = loose = None
    for line in lines:
        folded = fold(line)
        at, last = 0, ""
        for date in dates(line, year=(published or loose or "")[:4] or None):
            before = folded[max(at, date.start - _BEFORE) : date.start]
            if _MODIFIED.search(before):
                modified = modified or date.value
            elif _PUBLISHED.search(before):
                published = published or date.value
            elif not labelled and loose is None and not _NOT_OURS.search(last + before):
                loose = date.value
            at, last = date.end, before
        if at and modified is None and _SAME_DAY.search(folded[at:]):
            modified = published or loose
    return Dates(published or loose, modified)


def weekday(lines: Sequence[str], years: Sequence[str]) -> str | None:
    """The date of « Lundi 20 février », in the latest of the years (or the next) that has that day on a Monday."""
    for line in lines:
        folded = fold(line)
        named = _WEEKDAY.search(folded)
        if not named:
            continue
        for year in sorted({*years, *(str(int(y) + 1) for y in years)}, reverse=True):
            for date in dates(line, year=year):
                if date.start == named.end() and _day(date.value) == _WEEKDAYS.index(named[1]):
                    return date.value
    return None


def _day(value: str) -> int:
    return datetime.date.fromisoformat(value).weekday() if len(value) == 10 else -1


def issue(lines: Sequence[str]) -> str | None:
    """The date of an issue (« n° 12 - janvier 2014 », « N° 14 - Été 2023 »)."""
    for line in lines:
        found: list[Found] = [*dates(line), *seasons(line)]
        if found:
            return found[0].value
    return None
