"""From what someone says of a doubtful fact to a decision that can be kept; what makes no sense is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from kg.dates import earliest, is_date, latest
from kg.errors import InputError
from kg.graph.terms import LONGEST_QUOTE
from kg.model import Entity, Evidence, Extraction, Fact, Modality, PlaceRef, Value, Verdict
from kg.pipeline.review.decisions import Decision, marks
from kg.pipeline.review.doubts import Doubt
from kg.places import places
from kg.vocabulary import CLASS_OF_TYPE, DATE_PREDICATES, FACT_SHAPES

_WHOLE = frozenset({"member_count", "population"})
_DATES = frozenset({"since", "until", "date"})
_KEYS = frozenset({"subject", "predicate", "object", "value", "qualifiers", "modality", "evidence"})


def decision_on(
    doubt: Doubt, verdict: Verdict, by: str, *, right: Mapping[str, Any] | None = None, note: str = "", at: str = ""
) -> Decision:
    """The decision of `by` on a fact; `right` says what a correction changes (the contract's keys).

    `subject` and `object` are ids or names of entities of the article, or {"name", "type"} for one it has not yet.
    Raises InputError for a correction that says nothing or makes no fact.
    """
    if not by.strip():
        raise InputError("nobody decides", cure="give --by NAME, or set KG_REVIEWER")
    if (verdict is Verdict.CORRECTED) != bool(right):
        raise InputError(
            f"{doubt.id}: a correction says what is right, nothing else does",
            cure='for example {"verdict": "correct", "fact": {"object": "e3"}}',
        )
    iri, text, body = marks(doubt.article)
    said = _alone(doubt.extraction, replace(doubt.fact, review=None))
    return Decision(
        doubt.decision.id if doubt.decision is not None else doubt.id,
        verdict,
        by.strip(),
        at or now(),
        doubt.decision.said if doubt.decision is not None else said,
        corrected(doubt, right) if right else None,
        note,
        iri,
        doubt.article.name,
        text,
        body,
    )


def now() -> str:
    """The present instant, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def check(decision: Decision) -> None:
    """Raise InputError where what a decision from elsewhere sets right is no fact of the contract."""
    if decision.corrected is not None:
        (fact,) = decision.corrected.facts
        if fact.object is None:
            _value(fact.predicate, fact.value, fact)
        _qualifiers(decision.id, fact.predicate, fact.qualifiers, {})
        _fits(decision.id, decision.corrected, fact)


def corrected(doubt: Doubt, right: Mapping[str, Any]) -> Extraction:
    """The corrected fact with its ends."""
    if unknown := right.keys() - _KEYS:
        raise InputError(f"{doubt.id}: {', '.join(sorted(unknown))} cannot be corrected", cure=", ".join(sorted(_KEYS)))
    fact, extraction = replace(doubt.fact, review=None), doubt.extraction
    predicate = str(right.get("predicate", fact.predicate))
    if predicate not in FACT_SHAPES:
        raise InputError(f"{predicate!r} is no predicate of the contract", cure=", ".join(FACT_SHAPES))
    ends = {}
    for end in ("subject", "object"):
        extraction, ends[end] = _end(doubt, extraction, right.get(end, getattr(fact, end)))
    value = right.get("value", None if "object" in right else fact.value)
    object = None if "value" in right else ends["object"]
    place = None
    if object is None:
        value, place = _value(predicate, value, fact)
    fact = replace(
        fact,
        subject=str(ends["subject"]),
        predicate=predicate,
        object=object,
        value=None if object is not None else value,
        place=place,
        basis=fact.basis if value == fact.value and predicate == fact.predicate else None,
        modality=_modality(right.get("modality", fact.modality)),
        qualifiers=_qualifiers(doubt.id, predicate, right.get("qualifiers", {}), fact.qualifiers),
        evidence=_evidence(doubt, right["evidence"]) if "evidence" in right else fact.evidence,
    )
    _fits(doubt.id, extraction, fact)
    if fact == replace(doubt.fact, review=None):
        raise InputError(f"{doubt.id}: the correction changes nothing", cure="accept it instead")
    return _alone(extraction, fact)


def _alone(extraction: Extraction, fact: Fact) -> Extraction:
    """One fact with its ends, and nothing else."""
    ends = dict.fromkeys(each for each in (fact.subject, fact.object) if each is not None)
    return Extraction(tuple(replace(extraction.entity(end), link=None) for end in ends), (fact,), extraction.extractor)


def _end(doubt: Doubt, extraction: Extraction, said: object) -> tuple[Extraction, str | None]:
    """The entity that is meant: one of the article by id or name, or a new one."""
    if said is None:
        return extraction, None
    name, type = (said.get("name"), said.get("type")) if isinstance(said, Mapping) else (said, None)
    if not isinstance(name, str) or not name.strip():
        raise InputError(f"{doubt.id}: {said!r} names no entity", cure="give its id, its name, or name and type")
    for entity in extraction.entities:
        if type in (None, entity.type) and (entity.id == name or name in (entity.name, *entity.aliases)):
            return extraction, entity.id
    if type not in CLASS_OF_TYPE:
        if type is None:
            raise InputError(f"{doubt.id}: the article has no {name!r}", cure='to add one, give {"name": …, "type": …}')
        raise InputError(f"{type!r} is no type of the contract", cure=", ".join(CLASS_OF_TYPE))
    added = Entity(f"new{len(extraction.entities)}", str(type), name.strip())
    return replace(extraction, entities=(*extraction.entities, added)), added.id


def _value(predicate: str, value: object, fact: Fact) -> tuple[Value | None, PlaceRef | None]:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, None
    if not isinstance(value, str | int | float):
        raise InputError(f"{value!r} is no value")
    if predicate in DATE_PREDICATES:
        if not is_date(str(value)):
            raise InputError(f"{value!r} is not a date", cure="write 2022, 2022-06 or 2022-06-15")
        return str(value), None
    if predicate == "cost" or predicate in _WHOLE:
        return _number(value, whole=predicate in _WHOLE), None
    if predicate == "equipment":
        return _code(value), None
    if predicate == "located_in":
        found = fact.place if value == fact.value else places().find(str(value))
        return (found.name if found is not None and value != fact.value else str(value)), found
    return str(value), None


def _code(value: object) -> str:
    """A code of equipment."""
    from kg.extraction.patterns.equipment import CODES

    code = str(value).strip().upper()
    if code not in CODES:
        raise InputError(f"{value!r} is no code of equipment", cure=", ".join(sorted(CODES)))
    return code


def _number(value: object, *, whole: bool) -> int | float:
    try:
        number = float(str(value).replace(" ", "").replace("\u202f", "").replace("\u00a0", "").replace(",", "."))
    except ValueError:
        raise InputError(f"{value!r} is not a number") from None
    if number != number or number in (float("inf"), float("-inf")):
        raise InputError(f"{value!r} is not a number")
    if whole and number != int(number):
        raise InputError(f"{value!r} is not a whole number")
    if number <= 0:
        raise InputError(f"{value!r} is not above 0")
    return int(number) if number == int(number) else number


def _modality(said: object) -> Modality:
    try:
        return Modality(str(said))
    except ValueError:
        raise InputError(f"{said!r} is no modality", cure=", ".join(Modality)) from None


def _qualifiers(id: str, predicate: str, said: object, before: Mapping[str, Value]) -> dict[str, Value]:
    """The qualifiers with what a correction changes; null takes one away.

    Of those that stood there before, the ones that a corrected predicate has not are left behind.
    """
    from kg.extraction.patterns.types import DATED_IN_THE_GRAPH, QUALIFIERS

    if not isinstance(said, Mapping):
        raise InputError(f"{said!r} are no qualifiers", cure='for example {"since": "2022-06", "role": null}')
    known = (*QUALIFIERS.get(predicate, ()), *DATED_IN_THE_GRAPH.get(predicate, ()))
    found = {name: value for name, value in before.items() if name in known}
    for name, value in said.items():
        if value is None or value == "":
            found.pop(name, None)
        elif not known:
            raise InputError(f"{id}: {predicate} has no qualifiers, so no {name!r} either", cure="leave it out")
        elif name not in known:
            raise InputError(f"{id}: {name!r} is no qualifier of {predicate}", cure=", ".join(known))
        else:
            found[name] = _qualifier(id, name, value)
    if "since" in found and "until" in found and latest(str(found["until"])) < earliest(str(found["since"])):
        raise InputError(f"{id}: until {found['until']} comes before since {found['since']}")
    return found


def _qualifier(id: str, name: str, value: object) -> Value:
    """One qualifier as the contract writes it."""
    from kg.extraction.patterns.types import ROLES, STATUSES

    if name in _DATES:
        return str(_value("created", value, Fact("", "created"))[0])
    if name in ("count", "amount"):
        return _number(value, whole=name == "count")
    if not isinstance(value, str | int | float):
        raise InputError(f"{id}: {name} is a text, not {value!r}")
    word = str(value).strip()
    if name == "role" and word not in ROLES:
        raise InputError(f"{id}: {word!r} is no role of a member", cure=", ".join(ROLES))
    if name == "status" and word not in STATUSES:
        raise InputError(f"{id}: {word!r} is no status of equipment", cure=", ".join(STATUSES))
    return word


def _evidence(doubt: Doubt, said: object) -> tuple[Evidence, ...]:
    """The passages that someone quotes: offsets, or words that stand in the article."""
    text, found = doubt.article.text, []
    for each in said if isinstance(said, list) else [said]:
        quote = each.get("text") if isinstance(each, Mapping) else each
        start = each.get("start") if isinstance(each, Mapping) else None
        if start is None and isinstance(quote, str) and quote:
            start = text.find(quote)
        if not isinstance(start, int) or not isinstance(quote, str) or not quote or start < 0:
            raise InputError(f"{doubt.id}: the article does not hold {quote!r}", cure="quote it letter for letter")
        if text[start : start + len(quote)] != quote:
            raise InputError(f"{doubt.id}: {quote!r} does not stand at {start}", cure="leave the offsets out")
        if len(quote) > LONGEST_QUOTE:
            raise InputError(f"{doubt.id}: a quote of {len(quote)} characters", cure=f"at most {LONGEST_QUOTE}")
        found.append(Evidence(start, start + len(quote), quote))
    return tuple(found)


def _fits(id: str, extraction: Extraction, fact: Fact) -> None:
    """Refuse a fact whose ends its predicate does not join."""
    from kg.extraction.patterns.types import OBJECTS, SUBJECTS

    wants_object = fact.predicate in OBJECTS
    if wants_object and fact.object is None:
        raise InputError(f"{id}: {fact.predicate} needs an entity as its object", cure='give "object" or "value"')
    if not wants_object and fact.value is None:
        raise InputError(f"{id}: {fact.predicate} needs a value", cure='give "object" or "value"')
    for end, allowed in ((fact.subject, SUBJECTS), (fact.object, OBJECTS)):
        if end is not None:
            entity = extraction.entity(end)
            if entity.type not in allowed[fact.predicate]:
                raise InputError(f"{id}: {fact.predicate} does not join a {entity.type} ({entity.name}) there")
    if fact.subject == fact.object:
        raise InputError(f"{id}: {fact.predicate} does not join {extraction.entity(fact.subject).name} to itself")
    if not fact.evidence:
        raise InputError(f"{id}: a fact needs a quote", cure='give "evidence"')
