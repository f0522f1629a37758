# SPDX-License-Identifier: Apache-2.0
"""A picture of figures draws what is known and nothing between: ends, arrows, days, an axis from zero."""

from hypothesis import given
from hypothesis import strategies as st

from dementi.desk.pages.chart import Chart, chart_of
from dementi.record import Point, Span

DAYS = {f"2026-03-{day:02}": f"{day} mars" for day in range(1, 29)}


def point(source: str | None, day: str | None, low: float | None, high: float | None) -> Point:
    words = f"{low} {high}"
    return Point(
        dispatch="d", statement=None, source=source, date=day, low=low, high=high, words=Span(0, len(words), words)
    )


def chart(*points: Point, about: bool = False) -> Chart:
    found = chart_of(points, [about] * len(points), DAYS, "inconnu")
    assert found is not None
    return found


def test_one_figure_is_no_picture() -> None:
    assert chart_of([point("Préfecture", "2026-03-02", 1200, 1200)], [False], DAYS, "inconnu") is None


def test_a_figure_without_a_day_is_not_drawn() -> None:
    points = (point("A", "2026-03-02", 1, 1), point("B", None, 5, 5), point("C", "2026-03-04", 3, 3))
    assert [each.words for each in chart(*points).drawn] == ["1 1", "3 3"]


def test_at_least_is_open_above_and_a_range_has_two_ends() -> None:
    found = chart(point("A", "2026-03-02", 3000, None), point("B", "2026-03-04", 2500, 3500))
    open_above, ranged = found.drawn
    assert open_above.top is None
    assert ranged.top is not None
    assert ranged.top < ranged.bottom


def test_the_axis_starts_at_zero_and_holds_every_figure() -> None:
    found = chart(point("A", "2026-03-02", 1200, 1200), point("A", "2026-03-09", 6400, 6400))
    assert (found.lines[0].words, found.lines[0].at) == ("0", found.base)
    assert all(found.lines[-1].at <= each.bottom <= found.base for each in found.drawn)


def test_a_line_holds_a_figure_until_the_same_source_gives_the_next() -> None:
    found = chart(point("A", "2026-03-02", 10, 10), point("B", "2026-03-04", 20, 20), point("A", "2026-03-06", 30, 30))
    first, other, last = found.drawn
    assert first.until == last.x
    assert (other.until, last.until) == (other.x, last.x)


def test_sources_differ_by_more_than_colour_and_a_fifth_shares_the_last_shape() -> None:
    found = chart(*(point(name, f"2026-03-0{n}", n, n) for n, name in enumerate("ABCDE", 1)))
    assert [each.tone for each in found.drawn] == ["a", "b", "c", "d", "d"]
    assert len({(key.tone, key.dash) for key in found.keys[:4]}) == 4


def test_what_is_about_right_is_hollow() -> None:
    points = (point("A", "2026-03-02", 10, 10), point("A", "2026-03-04", 20, 20))
    assert all(each.hollow for each in chart(*points, about=True).drawn)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A", "B", None]),
            st.sampled_from([*DAYS, None]),
            st.floats(0, 1e9) | st.none(),
            st.floats(0, 1e9) | st.none(),
        ),
        max_size=8,
    )
)
def test_nothing_is_drawn_outside_the_picture(rows) -> None:
    found = chart_of([point(*row) for row in rows], [False] * len(rows), DAYS, "inconnu")
    for each in found.drawn if found else ():
        assert found.left <= each.x <= found.right
        assert 0 <= each.bottom <= found.base
        assert each.top is None or 0 <= each.top <= found.base
        assert each.until >= each.x
