# SPDX-License-Identifier: Apache-2.0
"""By what can a list be narrowed? Facets as links, and what narrows it now as words to take away.

What narrows a list stands in its address, a parameter for each facet; an empty value is the unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext, pgettext

from dementi.desk.pages import wording
from dementi.desk.pages.days import heading, short_day
from dementi.desk.search.asked import Facet, FacetName, Filters
from dementi.record import Stance

__all__ = ["SHOWN", "WHOLE", "Chip", "FacetShown", "Narrowed", "Value", "chips", "facets_shown"]

#: The parameter of each facet that a list can be narrowed by, in the order shown.
PARAMETERS = {
    FacetName.KIND: "genre",
    FacetName.SPEAKER: "qui",
    FacetName.DAY: "jour",
    FacetName.OUTLET: "media",
    FacetName.STORY: "recit",
    FacetName.CONTESTED: "reponse",
    FacetName.LANGUAGE: "langue",
}
#: The parameter that names the facet of which all values are shown.
MORE = "tout"
#: Values of a facet, shown shortly and shown whole.
SHOWN, WHOLE = 8, 200
#: More values in one address are nobody's click.
MOST = 20


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What narrows a list.

    Attributes:
        filters: the values that hits must have.
        whole: the facet that is shown with all its values; None: none is.
    """

    filters: Filters = field(default_factory=Filters)
    whole: FacetName | None = None

    @classmethod
    def of(cls, asked: QueryDict) -> Narrowed:
        """Return what an address asks for; what it names wrongly narrows nothing."""
        values = ((name, tuple(dict.fromkeys(asked.getlist(key)))[:MOST]) for name, key in PARAMETERS.items())
        whole = next((name for name, key in PARAMETERS.items() if key == asked.get(MORE)), None)
        return cls(Filters(tuple((name, chosen) for name, chosen in values if chosen)), whole)

    def __bool__(self) -> bool:
        """Say whether anything is narrowed."""
        return bool(self.filters.values)

    def chosen(self, name: FacetName) -> tuple[str, ...]:
        """Return the values of a facet that hits must have; none: any will do."""
        return dict(self.filters.values).get(name, ())

    def turned(self, name: FacetName, value: str) -> Narrowed:
        """Return this with a value taken in, or taken away where it was chosen."""
        values = dict(self.filters.values)
        before = values.pop(name, ())
        after = tuple(each for each in before if each != value) if value in before else (*before, value)
        if after:
            values[name] = after
        return replace(self, filters=Filters(tuple((each, values[each]) for each in PARAMETERS if each in values)))

    def parameters(self) -> list[tuple[str, str]]:
        """Return the pairs of an address."""
        pairs = [(PARAMETERS[name], value) for name, values in self.filters.values for value in values]
        return [*pairs, (MORE, PARAMETERS[self.whole])] if self.whole else pairs


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: its address, its name, how many hits have it."""

    url: str
    name: str
    count: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class FacetShown:
    """A facet as the page shows it; ``more``: the address that shows all its values, "" where all are shown."""

    name: str
    values: tuple[Value, ...]
    more: str
    more_name: str


@dataclass(frozen=True, slots=True)
class Chip:
    """What narrows the list now, and the address without it."""

    name: str
    url: str


def facets_shown(
    facets: Iterable[Facet], narrowed: Narrowed, place: str, pairs: list[tuple[str, str]]
) -> tuple[FacetShown, ...]:
    """Return the facets of a list, each value a link; a facet with nothing to choose is left out.

    Args:
        facets: as the index counts them.
        narrowed: what narrows the list now.
        place: the path of the list.
        pairs: the parameters of its address that are not of facets.
    """
    shown = []
    for facet in facets:
        here = narrowed.chosen(facet.name)
        if len(facet.counts) <= 1 and not here:
            continue
        counts = _counts(facet, here, whole=facet.name is narrowed.whole)
        closed = replace(narrowed, whole=None)
        values = tuple(
            Value(
                _address(place, pairs, closed.turned(facet.name, value)),
                say_value(facet.name, value),
                count,
                is_here=value in here,
            )
            for value, count in counts
        )
        left = sum(each not in counts for each in facet.counts)
        more = _address(place, pairs, replace(narrowed, whole=facet.name)) if left else ""
        shown.append(FacetShown(say_facet(facet.name), values, more, gettext("%(count)s others") % {"count": left}))
    return tuple(shown)


def _counts(facet: Facet, here: tuple[str, ...], *, whole: bool) -> tuple[tuple[str, int], ...]:
    """Return the values shown of a facet: the commonest, and what is chosen, be it in no hit."""
    counts = facet.counts if whole else facet.counts[:SHOWN]
    hits = dict(facet.counts)
    return (*counts, *((value, hits.get(value, 0)) for value in here if value not in dict(counts)))


def chips(narrowed: Narrowed, place: str, pairs: list[tuple[str, str]]) -> tuple[Chip, ...]:
    """Return what narrows a list, a chip for each value."""
    return tuple(
        Chip(
            gettext("%(facet)s: %(value)s") % {"facet": say_facet(name), "value": say_value(name, value)},
            _address(place, pairs, narrowed.turned(name, value)),
        )
        for name, values in narrowed.filters.values
        for value in values
    )


def say_facet(name: FacetName) -> str:
    """Return the heading of a facet."""
    match name:
        case FacetName.KIND:
            return gettext("Kind")
        case FacetName.SPEAKER:
            return gettext("Who speaks")
        case FacetName.DAY:
            return gettext("Day said")
        case FacetName.OUTLET:
            return gettext("Outlet")
        case FacetName.CONTESTED:
            return gettext("Answer")
        case FacetName.STORY:
            return gettext("Story")
        case FacetName.LANGUAGE:
            return gettext("Language")


def say_value(name: FacetName, value: str) -> str:
    """Return what the page calls a value of a facet."""
    if not value:
        return _unknown(name)
    match name:
        case FacetName.KIND:
            return _kind(value)
        case FacetName.DAY:
            return heading(short_day(value))
        case FacetName.CONTESTED:
            contested = pgettext("statement", "Contested"), pgettext("statement", "Not contested")
            return contested[0] if value == "yes" else contested[1]
        case FacetName.LANGUAGE:
            return heading(wording.language_name(value))
        case FacetName.SPEAKER:
            return heading(value)
        case FacetName.OUTLET | FacetName.STORY:
            return value


def _unknown(name: FacetName) -> str:
    match name:
        case FacetName.SPEAKER:
            return gettext("Unknown speaker")
        case FacetName.DAY:
            return gettext("Day unknown")
        case FacetName.OUTLET:
            return gettext("Outlet unknown")
        case FacetName.STORY:
            return gettext("In no story")
        case _:
            return gettext("Unknown")


def _kind(value: str) -> str:
    if value == "figure":
        return gettext("With a figure")
    try:
        return heading(wording.say_stance(Stance(value)) or gettext("Plain statement"))
    except ValueError:
        return value


def _address(place: str, pairs: list[tuple[str, str]], narrowed: Narrowed) -> str:
    asked = urlencode([*pairs, *narrowed.parameters()])
    return f"{place}?{asked}" if asked else place
