# SPDX-License-Identifier: Apache-2.0
"""Records are frozen, their spans hold their words, and none has a place for a verdict."""

import dataclasses
import inspect
import re
import typing
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi import record
from dementi.record import Span

RECORDS = [
    thing
    for name, thing in vars(record).items()
    if inspect.isclass(thing) and dataclasses.is_dataclass(thing) and name in record.__all__
]
VERDICT = re.compile(
    r"verdict|true|truth|false|fake|reliab|credib|trust|score|rating|confidence|winner|debunk|verified|accura",
    re.IGNORECASE,
)


@given(st.text(min_size=1), st.data())
def test_a_span_holds_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of(text, start, end)
    assert text[span.start : span.end] == span.exact


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 99)])
def test_a_span_outside_the_text_or_of_nothing_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span.of("Aubemont", start, end)


def test_words_that_do_not_fit_their_place_are_refused() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(0, 3, "Aubemont")


@pytest.mark.parametrize("kind", RECORDS, ids=lambda k: k.__name__)
def test_a_record_is_frozen_and_has_no_room_for_more(kind: type) -> None:
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(kind)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda k: k.__name__)
def test_no_field_can_hold_a_verdict(kind: type) -> None:
    hints = typing.get_type_hints(kind)
    for field in dataclasses.fields(kind):
        assert not VERDICT.search(field.name), f"{kind.__name__}.{field.name}"
        hint = hints[field.name]
        if inspect.isclass(hint) and issubclass(hint, Enum):
            assert [m.value for m in hint if VERDICT.search(str(m.value))] == []


def test_a_field_that_could_hold_a_verdict_is_seen() -> None:
    assert all(VERDICT.search(name) for name in ("is_true", "credibility", "confidence", "score", "verdict"))
