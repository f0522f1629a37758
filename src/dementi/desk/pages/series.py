# SPDX-License-Identifier: Apache-2.0
"""One thing counted in a story: what each source gave and when, as a picture and as a table, neither added nor averaged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from dementi.desk.matters.groups import series_of
from dementi.desk.matters.models import Group, Series
from dementi.desk.pages import queries
from dementi.desk.pages.chart import TALL, WIDE, Chart, chart_of
from dementi.desk.pages.days import heading, short_day
from dementi.desk.pages.frame import show
from dementi.desk.pages.wording import outlet_of
from dementi.record import Point, Reading

__all__ = ["all_series", "series"]

ON_A_PAGE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A figure in the table."""

    day: str
    who: str
    words: str
    low: str
    high: str
    outlet: str
    url: str
    lang: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture for one kind of screen: the class that shows it there, and what is drawn."""

    screen: str
    chart: Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page; no charts: too few figures have a day."""

    name: str
    story: str
    story_url: str
    deck: str
    charts: tuple[Drawing, ...]
    rows: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A series in the list."""

    url: str
    counted: str
    story: str
    words: str


@dataclass(frozen=True, slots=True)
class Lines:
    """The list of series."""

    lines: tuple[Line, ...]
    newer: str
    older: str


@require_safe
def series(request: HttpRequest, story: str, place: int) -> HttpResponse:
    """Show one series of a story."""
    found = series_of(story)
    group = Group.objects.filter(pk=story).first()
    if group is None or place >= len(found):
        raise Http404
    points = found[place].points
    readings = queries.read_again(point.dispatch for point in points)
    rows = tuple(_row(point, readings.get(point.dispatch)) for point in points)
    days = {point.date[:10]: short_day(point.date[:10]) for point in points if point.date}
    about = [_is_about(point, readings.get(point.dispatch)) for point in points]
    page = Page(
        name=heading(found[place].counted),
        story=group.name,
        story_url=reverse("story", args=[story]),
        deck=ngettext(
            "%(count)s figure on record, as each source gave it. Figures are neither added nor averaged.",
            "%(count)s figures on record, as each source gave them. Figures are neither added nor averaged.",
            len(points),
        )
        % {"count": len(points)},
        charts=tuple(_drawings(points, about, days)),
        rows=rows,
    )
    return show(request, "series", page, title=page.name, room="all-series")


@require_safe
def all_series(request: HttpRequest) -> HttpResponse:
    """Show what is counted on this desk, in the stories that moved last first."""
    number = queries.page_number(request.GET.get("page", ""))
    start = (number - 1) * ON_A_PAGE
    found = list(
        Series.objects.select_related("group").order_by("-group__latest", "group", "place")[
            start : start + ON_A_PAGE + 1
        ]
    )
    place = reverse("all-series")
    page = Lines(
        lines=tuple(_line(row) for row in found[:ON_A_PAGE]),
        newer=f"{place}?page={number - 1}" if number > 1 else "",
        older=f"{place}?page={number + 1}" if len(found) > ON_A_PAGE else "",
    )
    return show(request, "all-series", page, title=gettext("Figures"), room="all-series")


def _drawings(points: Sequence[Point], about: Sequence[bool], days: dict[str, str]) -> Iterator[Drawing]:
    for screen, size in (("wide", WIDE), ("tall", TALL)):
        chart = chart_of(points, about, days, gettext("unknown speaker"), size)
        if chart is not None:
            yield Drawing(screen, chart)


def _line(row: Series) -> Line:
    points = series_of(row.group_id)[row.place].points
    words = ", ".join(dict.fromkeys(point.words.exact for point in points))
    return Line(reverse("series", args=[row.group_id, row.place]), heading(row.counted), row.group.name, words)


def _row(point: Point, reading: Reading | None) -> Given:
    article = reading.article if reading else None
    return Given(
        day=short_day(point.date[:10]) if point.date else gettext("Day unknown"),
        who=heading(point.source) if point.source else gettext("The article’s own account"),
        words=point.words.exact,
        low=_end(point.low),
        high=_end(point.high),
        outlet=outlet_of(article),
        url=f"{reverse('article', args=[point.dispatch])}",
        lang=(article.language if article else None) or "",
    )


def _end(value: float | None) -> str:
    if value is None:
        return gettext("open")
    whole = f"{value:,.0f}" if value == int(value) else f"{value:,}"
    return whole.replace(",", "\u202f").replace(".", gettext("."))


def _is_about(point: Point, reading: Reading | None) -> bool:
    figures = reading.findings.figures if reading else ()
    return any(figure.approximate and figure.words == point.words for figure in figures)
