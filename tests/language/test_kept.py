# SPDX-License-Identifier: Apache-2.0
"""What is kept of analyses is what analysing gives, it is bounded, and it spares the second analysis."""

import pytest

from dementi.language import analyse, analyse_and_keep, analysed_to, kept
from dementi.language.kept import Kept

# Written for these tests; the places and people are invented.
FIRST = "La maire d'Aubemont, Ina Morel, dément avoir vendu le dépôt de Castelnoir."
TEXT = f"Aubemont : le dépôt vendu\n\n{FIRST}\n\n« Rien n'a été vendu », a-t-elle affirmé mardi."
END = TEXT.index(FIRST) + len(FIRST)


@pytest.fixture(autouse=True)
def _empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_KEPT", Kept())


def _refuse(*_: object) -> None:
    raise AssertionError("analysed a second time")


def test_a_part_of_a_kept_text_is_as_if_it_were_analysed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, part = analyse_and_keep(TEXT, "fr"), analyse(TEXT[:END], "fr")
    monkeypatch.setattr(kept, "analyse", _refuse)
    found = analysed_to(TEXT, END, "fr")
    assert found == part
    assert [found.children(t) for t in found.tokens] == [part.children(t) for t in part.tokens]
    assert analysed_to(TEXT, len(TEXT), "fr") == whole


def test_what_was_not_kept_is_analysed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = analysed_to(TEXT, END, "fr")
    monkeypatch.setattr(kept, "analyse", _refuse)
    assert analysed_to(TEXT, END, "fr") == found == analyse(TEXT[:END], "fr")


def test_a_text_in_another_language_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    analyse_and_keep(TEXT, "fr")
    monkeypatch.setattr(kept, "analyse", _refuse)
    with pytest.raises(AssertionError, match="second time"):
        analysed_to(TEXT, END, "en")


def test_the_longest_unused_goes_when_there_is_no_room() -> None:
    texts = [f"{FIRST} {number}" for number in range(3)]
    small = Kept()
    for text in texts:
        small.put(analyse(text))
    room = Kept(small._bytes - 1)
    for text in texts[:2]:
        room.put(analyse(text))
    assert room.get(texts[0], "fr") == analyse(texts[0])
    room.put(analyse(texts[2]))
    assert room.get(texts[1], "fr") is None
    assert room.get(texts[0], "fr") is not None
    assert room.get(texts[2], "fr") is not None
    assert room._bytes <= small._bytes - 1


def test_what_is_larger_than_all_room_is_not_kept_and_put_twice_counts_once() -> None:
    none = Kept(10)
    none.put(analyse(FIRST))
    assert (none.get(FIRST, "fr"), none._bytes) == (None, 0)
    twice = Kept()
    twice.put(analyse(FIRST))
    once = twice._bytes
    twice.put(analyse(FIRST))
    assert twice._bytes == once
