"""Posts that people hold: a title beside a person and an organisation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from kg.extraction import dates
from kg.extraction.arguments import Item, Sentence, near
from kg.extraction.edges import Edge
from kg.extraction.patterns import people, types
from kg.extraction.patterns import posts as patterns
from kg.extraction.quantities import fold
from kg.model import Value

Span = tuple[int, int]
_BEFORE_TITLE = re.compile(patterns.BEFORE_TITLE)
_TO_ORGANISATION = re.compile(patterns.TO_ORGANISATION)
_TO_PERSON = re.compile(patterns.TO_PERSON)
_SAID_SINCE = re.compile(patterns.SINCE)
_ALSO = re.compile(patterns.ALSO)
_DIRECTS = re.compile(patterns.DIRECTS)
_APPOSITION = re.compile(patterns.APPOSITION)
_NO_TITLE = re.compile(patterns.NO_TITLE)
_BARE = re.compile(patterns.PROFESSION)
_RUNS, _RUN_BY, _RUN_BY_WHOM = map(re.compile, (patterns.RUNS, patterns.RUN_BY, patterns.RUN_BY_WHOM))
_HEADED, _NAMED_AFTER, _UNDER = map(re.compile, (patterns.HEADED, patterns.NAMED_AFTER, patterns.UNDER))
_LEADS, _LED_BY, _RUNS_WHAT = map(re.compile, (patterns.LEADS, patterns.LED_BY, patterns.RUNS_WHAT))
_OF_WHICH, _HAS_IN_HAND, _LISTED = map(re.compile, (patterns.OF_WHICH, patterns.HAS_IN_HAND, patterns.LISTED))
_RUN_BY_END, _RUNS_IT = re.compile(patterns.RUN_BY_END), re.compile(patterns.RUNS_IT)
_FUNCTION = re.compile(patterns.FUNCTION)
_WOMAN, _WOMAN_BEFORE = re.compile(people.WOMAN), re.compile(people.WOMAN_BEFORE)
_SINCE_WHEN = re.compile(patterns.SINCE_WHEN)
_TO_DATE = 10  # characters from « depuis » to its date at most: its own and an article's
_DATE_REACH = 30  # characters after « depuis » in which its date stands
_FAR_RUN = 150  # characters between a person and the organisation that he is said to run
_FAR = 90  # characters between a person and an organisation that one title joins
_SURE, _LIKELY, _GUESSED = 0.85, 0.7, 0.5


def appositions(text: str, people: Iterable[Span], organisations: Iterable[Span]) -> Iterator[Span]:
    """Titles of any wording between a person and an organisation: « Untel, cadre de santé du CH »."""
    starts = sorted(organisations)
    for person in sorted(people):
        at = bisect_right(starts, (person[1], 0))
        if at == len(starts) or starts[at][0] - person[1] >= _FAR:
            continue
        following = starts[at]
        found = _APPOSITION.match(text[person[1] : following[0]])
        if found is not None and not _NO_TITLE.match(found["title"]):
            yield person[1] + found.start("title"), person[1] + found.end("title")


def function(text: str, folded: str, person: Span, organisation: Span, type_: str = "") -> str | None:
    """The function that verb or noun beside the organisation give the person: « Untel, qui préside le GCS ».

    `type_` is the organisation's: who is at the head of a GCS is its administrator. None where nothing of the kind
    stands there, or a sentence or too many words lie between.
    """
    low, high = min(person[1], organisation[1]), max(person[0], organisation[0])
    if organisation < person and (found := _RUNS_IT.match(folded[person[1] : person[1] + _FAR])):
        return _agent(folded, person, found["verb"])
    if not 0 < high - low <= _FAR_RUN or "\n" in text[low:high]:
        return None
    between = folded[low:high]
    if person < organisation:
        if (found := _RUNS.search(between)) is not None:
            body = text[low + found.start("body") : low + found.end("body")] if found["body"] else ""
            return _agent(folded, person, found["verb"], re.sub(r"\s*\(.*", "", body).replace("’", "'").lower())
        if (found := _LEADS.search(between)) is not None:
            return _leader(folded, person, found["noun"], found["how"], type_)
        found = _RUNS_WHAT.match(folded[organisation[1] : organisation[1] + _FAR])
        if found is None:
            return None
        if found["verb"]:
            return _agent(folded, person, found["verb"])
        return _leader(folded, person, found["noun"], found["how"], type_)
    found = _RUN_BY.match(between) or _RUN_BY_WHOM.match(between)
    if found is not None:
        return _agent(folded, person, found["verb"])
    held = _HAS_IN_HAND.match(folded[person[1] : person[1] + _FAR]) if _OF_WHICH.match(between) else None
    if held is not None:
        return _leader(folded, person, held["noun"], held["how"], type_)
    led = _LEADS.search(folded[max(0, organisation[0] - _FAR) : organisation[0]])
    if led is not None and _LED_BY.match(between):
        return _leader(folded, person, led["noun"], led["how"], type_)
    headed = _HEADED.search(folded, max(0, organisation[0] - _FAR), organisation[0])
    if (
        headed is None
        or not _NAMED_AFTER.match(between)
        or _UNDER.search(folded, max(0, headed.start() - 12), headed.start())
    ):
        return None
    return text[slice(*headed.span("title"))].lower()


def since(folded: str, person: Span, organisation: Span) -> Span | None:
    """The date since when a post is held: « Untel, directeur du CH depuis 2014 », « dirige depuis trois ans le CH »."""
    low, high = min(person[1], organisation[1]), max(person[0], organisation[0])
    if not 0 < high - low <= _FAR_RUN or "\n" in folded[low:high]:
        return None
    end = max(person[1], organisation[1])
    found = _SINCE_WHEN.match(folded, end) or (
        _SINCE_WHEN.search(folded, low, high) if person < organisation and _RUNS.search(folded[low:high]) else None
    )
    if found is None:
        return None
    start = found.start("since")  # « depuis trois ans » is a date with its preposition, « depuis (le) 5 mars » without
    near = dates.find(folded[start : found.end() + _DATE_REACH])
    return (start + near[0][0], start + near[0][1]) if near and near[0][0] <= _TO_DATE else None


def are_listed(folded: str, first: Span, second: Span) -> bool:
    """Whether two organisations follow each other in a list: what one does of the first he does of the second."""
    return first[1] <= second[0] and _LISTED.match(folded[first[1] : second[0]]) is not None


def is_introduced(folded: str, low: int, person: Span, titles: Iterable[Span]) -> bool:
    """Whether words before the person tell a post in what was spoken of before: « Son directeur, le Dr Untel ».

    `low` is where the sentence begins. So do « présidé par Untel » and a colon: « Deux élus arrivent : Untel, … ».
    """
    if _RUN_BY_END.search(folded, max(low, person[0] - _FAR), person[0]) or ":" in folded[low : person[0]]:
        return True
    near = (end for start, end in titles if low <= start and 0 < person[0] - end < _FAR)
    return any(_TO_PERSON.match(folded[end : person[0]]) for end in near)


def of_two(heard: str, title: Value | None) -> str:
    """Of the function that is heard and a title found otherwise the one that says what is held in the organisation."""
    if not isinstance(title, str) or not _FUNCTION.match(fold(title)):
        return heard
    return title if fold(title)[:5] == fold(heard)[:5] else heard


def _leader(folded: str, person: Span, noun: str, how: str | None, type_: str) -> str:
    """« À la tête », « la direction par intérim »: « directeur », « directrice par intérim »."""
    stem = patterns.LEADING.get(noun) or patterns.AT_THE_HEAD.get(type_, "dirig")
    besides = patterns.HOW.get(how or "", ("", ""))
    return _agent(folded, person, stem) + besides[_is_woman(folded, person)]


def _is_woman(folded: str, person: Span) -> bool:
    """Whether the name, or what stands before it, is a woman's."""
    first = re.split(r"[ -]", folded[person[0] : person[1]], maxsplit=1)[0]
    return bool(_WOMAN_BEFORE.search(folded, max(0, person[0] - 15), person[0]) or _WOMAN.match(first))


def _agent(folded: str, person: Span, stem: str, body: str = "") -> str:
    """« préside » → « président », « présidente »."""
    joint = stem not in patterns.AGENTS
    title = patterns.AGENTS[stem[2:].lstrip("-") if joint else stem][_is_woman(folded, person)]
    title = f"co{title}" if joint else title
    of = patterns.OF_THE[body.startswith(patterns.FEMININE_BODIES)]
    return f"{title} {of} {body}" if body else title


def edges(sentence: Sentence) -> Iterator[Edge]:
    """Edges `role`, `q:role:title` and `q:role:since` of one sentence."""
    last: tuple[Item, int] | None = None
    for title in sentence.values:
        if title.label != "TITLE":
            continue
        organisation, sure = _organisation(sentence, title)
        person = _person(sentence, title, organisation)
        if person is None and last is not None and _ALSO.match(sentence.folded[last[1] : title.start]):
            person = last[0]
        if person is None:
            continue
        if organisation is None:
            if _BARE.match(sentence.folded[title.start : title.end]):
                continue
            organisation, sure = _topic(sentence, person, title), _GUESSED
        if organisation is None:
            continue
        last = person, max(title.end, organisation.end if organisation.start > title.end else 0)
        yield Edge(person.span, organisation.span, "role", sure)
        yield Edge(person.span, title.span, "q:role:title", sure)
        since = near(sentence.values, "DATE", title.start, title.end, 80)
        if since is not None and _SAID_SINCE.search(
            sentence.folded[max(sentence.start, since.start - 30) : since.start]
        ):
            yield Edge(person.span, since.span, "q:role:since", _LIKELY)
    yield from _directing(sentence)


def _directing(sentence: Sentence) -> Iterator[Edge]:
    """« Untel, qui préside la clinique »."""
    for match in _DIRECTS.finditer(sentence.folded, sentence.start, sentence.end):
        person = sentence.left(match.start(), frozenset(["PERSON"]), 25)
        organisation = sentence.right(match.end(), types.ORGANISATIONS, 12)
        if person is not None and organisation is not None:
            yield Edge(person.span, organisation.span, "role", _LIKELY)


def _organisation(sentence: Sentence, title: Item) -> tuple[Item | None, float]:
    """The organisation that the title names right after it."""
    found = sentence.right(title.end, types.ORGANISATIONS, 45)
    if found is None:
        return None, 0.0
    between = sentence.folded[title.end : found.start]
    return (found, _SURE) if _TO_ORGANISATION.match(between) else (None, 0.0)


def _person(sentence: Sentence, title: Item, organisation: Item | None) -> Item | None:
    """The person beside the title: « Untel, directeur », « le directeur du CH, Untel », « le directeur Untel »."""
    people = frozenset(["PERSON"])
    before = sentence.left(title.start, people, 40)
    if before is not None and _BEFORE_TITLE.match(sentence.folded[before.end : title.start]):
        return before
    end = organisation.end if organisation is not None else title.end
    after = sentence.right(end, people, 30)
    if after is not None and _TO_PERSON.match(sentence.folded[end : after.start]):
        return after
    return None


def _topic(sentence: Sentence, person: Item, title: Item) -> Item | None:
    """The organisation that the sentence, or those before it, speak of."""
    held = types.OPERATORS | types.STRUCTURES | types.OTHERS
    low = min(person.start, title.start)
    return sentence.left(low, held, 80) or sentence.topic(held)
