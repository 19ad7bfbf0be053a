"""Dates of the press keep their precision and say which days they may mean."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import dates
from kg.errors import InputError

DAYS = st.dates(min_value=datetime.date(1, 1, 1))


@given(DAYS, st.sampled_from((4, 7, 10)))
def test_a_day_lies_between_the_earliest_and_the_latest_day_of_every_shorter_form(day: datetime.date, length: int):
    edtf = day.isoformat()[:length]
    assert dates.earliest(edtf) <= day.isoformat() <= dates.latest(edtf)


@given(DAYS)
def test_a_full_day_is_its_own_earliest_and_latest_day(day: datetime.date):
    assert dates.earliest(day.isoformat()) == dates.latest(day.isoformat()) == day.isoformat()


@given(DAYS, st.sampled_from((4, 7, 10)))
def test_the_day_after_the_latest_no_longer_begins_with_the_date(day: datetime.date, length: int):
    edtf = day.isoformat()[:length]
    last = datetime.date.fromisoformat(dates.latest(edtf))
    assert last == datetime.date.max or not (last + datetime.timedelta(days=1)).isoformat().startswith(edtf)


@pytest.mark.parametrize(
    ("edtf", "name", "precision"), [("2022", "gYear", 1), ("2022-06", "gYearMonth", 2), ("2022-06-15", "date", 3)]
)
def test_the_datatype_follows_the_precision(edtf: str, name: str, precision: int):
    assert dates.datatype(edtf) == dates.XSD + name
    assert dates.precision(edtf) == precision


WRONG = ["", "22", "2022-13", "2022-02-30", "juin 2022", "2022-6", "2022/2023", "0000", "٢٠٢٢"]


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_date_is_refused_in_one_line(wrong: str):
    with pytest.raises(InputError, match="is not a"):
        dates.earliest(wrong)
    assert not dates.is_date(wrong)
