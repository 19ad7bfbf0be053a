"""Two supports of one GHT are a finding exactly when no dates tell them apart."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from kg import dates
from kg.store import open_store
from kg.validate import findings
from kg.vocabulary import SANTE

EDTF = st.builds(
    lambda day, length: day.isoformat()[:length],
    st.dates(datetime.date(2016, 7, 1), datetime.date(2026, 1, 1)),
    st.sampled_from((4, 7, 10)),
)
INTERVALS = st.tuples(st.none() | EDTF, st.none() | EDTF)
PREFIXES = """@prefix sante: <https://w3id.org/sante-kg/ontology#> . @prefix id: <https://w3id.org/sante-kg/id/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."""


def row(number: int, since: str | None, until: str | None) -> str:
    text = f"""id:f{number} a sante:Membership ; sante:organisation id:g ; sante:member id:h{number} ;
        sante:role <https://w3id.org/sante-kg/code/role/support> ;
        sante:modality <https://w3id.org/sante-kg/code/modality/asserted>"""
    if since:
        text += f' ; sante:sinceEarliest "{dates.earliest(since)}"^^xsd:date'
    if until:
        text += f' ; sante:untilLatest "{dates.latest(until)}"^^xsd:date'
    return text + " ."


def apart(before: tuple[str | None, str | None], after: tuple[str | None, str | None]) -> bool:
    """Whether the first has surely ended when the second may begin."""
    until, since = before[1], after[0]
    return until is not None and since is not None and dates.latest(until) <= dates.earliest(since)


@given(INTERVALS, INTERVALS)
@settings(max_examples=80, deadline=None)
def test_dates_that_tell_two_supports_apart_are_no_finding(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None]
) -> None:
    store = open_store("memory")
    store.load("\n".join([PREFIXES, "id:g a sante:GHT .", row(1, *one), row(2, *other)]).encode(), "turtle")
    rules = {str(rule) for rule in findings(store).objects(None, SANTE.rule)}
    assert ("ght-one-support" in rules) is not (apart(one, other) or apart(other, one))
