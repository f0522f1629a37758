# SPDX-License-Identifier: Apache-2.0
"""The versions of a dispatch: what was taken out and put in, which statements appeared, changed or went, which figures moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from dementi.desk.pages import wording
from dementi.desk.pages.days import moment, moment_of
from dementi.desk.pages.frame import show
from dementi.desk.record.compared import (
    FigureChange,
    StatementChange,
    figure_changes,
    same_statement,
    statement_changes,
)
from dementi.desk.record.versions import KeptVersion, versions_of
from dementi.desk.record.wordings import Edit, compared
from dementi.record import Article, Figure, Statement, WireStatus

__all__ = ["versions", "versions_words", "where_now"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A version in the list; ``url``: compares it with the one before, "" for the first."""

    number: int
    captured: str
    iso: str
    digest: str
    hover: str
    facts: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A run of words: kept, taken out or put in; ``del`` and ``ins`` are HTML's own names."""

    words: str
    tag: str


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a version did: its words ("appeared"), whose it is, the words before and after, "" where there are none."""

    kind: str
    who: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page; ``paragraphs`` None: there is nothing to compare."""

    headline: str
    lang: str
    url: str
    entries: tuple[Entry, ...]
    compared: str
    paragraphs: tuple[tuple[Shown, ...], ...]
    statements: tuple[Change, ...]
    figures: tuple[Change, ...]
    status: str
    nothing: str


@require_safe
def versions(request: HttpRequest, dispatch: str) -> HttpResponse:
    """Show the versions of a dispatch, and compare one with the one before it."""
    kept = versions_of(dispatch)
    if not kept:
        raise Http404
    asked = request.GET.get("version", "")
    at = next((n for n, each in enumerate(kept) if str(each.number) == asked), len(kept) - 1)
    new, old = kept[at], kept[at - 1] if at else None
    newest = kept[-1].reading.article if kept[-1].reading else None
    headline = (newest.headline if newest else None) or gettext("(no headline)")
    page = Page(
        headline=headline,
        lang=(newest.language or "") if newest else "",
        url=reverse("article", args=[dispatch]),
        entries=tuple(_entry(dispatch, each, new) for each in reversed(kept)),
        compared=_compared(old, new),
        paragraphs=tuple(_paragraphs(old, new)),
        statements=tuple(_statements(old, new)),
        figures=tuple(_figures(old, new)),
        status=_status(new.reading.article if new.reading else None),
        nothing=_nothing(old, new),
    )
    return show(request, "versions", page, title=gettext("Versions: %(headline)s") % {"headline": headline})


def versions_words(count: int) -> str:
    """Return "modified: 3 versions"; "" where there is but one."""
    said = ngettext("modified: %(count)s version", "modified: %(count)s versions", count)
    return said % {"count": count} if count > 1 else ""


def where_now(dispatch: str, statement: str) -> str:
    """Return where a statement of an earlier version is now: its words in the newest, else the version that left it out.

    Returns:
        "" where it stands in the newest version, or in none.
    """
    kept = [each for each in versions_of(dispatch) if each.reading]
    at = next((n for n, each in reversed(list(enumerate(kept))) if _of_id(each, statement)), len(kept) - 1)
    found = _of_id(kept[at], statement) if at + 1 < len(kept) else None
    if found is None:
        return ""
    newest = kept[-1].reading
    same = same_statement(found, newest) if newest else None
    if same:
        return reverse("statement", args=[dispatch, same.id])
    return f"{reverse('versions', args=[dispatch])}?version={kept[at + 1].number}"


def _of_id(each: KeptVersion, statement: str) -> Statement | None:
    statements = each.reading.findings.statements if each.reading else ()
    return next((found for found in statements if found.id == statement), None)


def _entry(dispatch: str, each: KeptVersion, here: KeptVersion) -> Entry:
    captured = moment_of(each.captured)
    return Entry(
        number=each.number,
        captured=str(captured),
        iso=captured.iso,
        digest=f"{each.digest[:4]} {each.digest[4:8]}",
        hover=gettext("sha-256: %(digest)s") % {"digest": each.digest},
        facts=tuple(_facts(each)),
        headers=each.headers,
        url=f"{reverse('versions', args=[dispatch])}?version={each.number}" if each.number > 1 else "",
        is_here=each.number == here.number,
    )


def _facts(each: KeptVersion) -> Iterator[str]:
    if each.reading is None:
        yield gettext("Taken off the desk: only its fingerprint is left")
        return
    article = each.reading.article
    for name, written in (
        (gettext("Published on"), article.published if article else None),
        (gettext("Modified on"), article.modified if article else None),
    ):
        when = moment(written)
        if when:
            yield f"{name} {when}"
    wire = article.wire if article else None
    if wire and wire.version:
        yield gettext("Version %(version)s of the agency") % {"version": wire.version}
    statements, figures = len(each.reading.findings.statements), len(each.reading.findings.figures)
    yield from wording.counted(statements, figures)
    yield from (wording.say_trouble(trouble) for trouble in each.reading.troubles)


def _status(article: Article | None) -> str:
    wire = article.wire if article else None
    if wire is None:
        return ""
    if wire.status is WireStatus.CANCELED:
        return gettext("The agency cancels its item with this version.")
    if wire.status is WireStatus.WITHHELD:
        return gettext("The agency withholds its item with this version.")
    return ""


def _compared(old: KeptVersion | None, new: KeptVersion) -> str:
    if old is None:
        return ""
    return gettext("Version %(new)s beside version %(old)s") % {"new": new.number, "old": old.number}


def _paragraphs(old: KeptVersion | None, new: KeptVersion) -> Iterator[tuple[Shown, ...]]:
    texts = [
        each.reading.article.text if each and each.reading and each.reading.article else None for each in (old, new)
    ]
    if texts[0] is None or texts[1] is None:
        return
    for paragraph in compared(texts[0], texts[1]):
        yield tuple(Shown(piece.words, _TAGS[piece.edit]) for piece in paragraph if piece.words)


_TAGS = {Edit.KEPT: "", Edit.TAKEN_OUT: "del", Edit.PUT_IN: "ins"}


def _nothing(old: KeptVersion | None, new: KeptVersion) -> str:
    if old is None:
        return gettext("This is the first version on record: there is nothing to set beside it.")
    if old.reading is None or new.reading is None:
        return gettext("The words of one of them were taken off the desk.")
    if old.reading.article is None or new.reading.article is None:
        return gettext("One of them could not be read.")
    return ""


def _statements(old: KeptVersion | None, new: KeptVersion) -> Iterator[Change]:
    if old and old.reading and new.reading:
        for change in statement_changes(old.reading, new.reading):
            yield _statement(change)


def _statement(change: StatementChange) -> Change:
    known, kind = change.new or change.old, gettext("Statement gone")
    if change.new:
        kind = gettext("Statement changed") if change.old else gettext("Statement appeared")
    stance = wording.say_stance(known.stance) if known else None
    kind = f"{kind}, {stance}" if stance else kind
    who = known.speaker.name if known and known.speaker else gettext("Unknown speaker")
    return Change(kind, who, _words(change.old), _words(change.new))


def _words(statement: Statement | None) -> str:
    if statement is None:
        return ""
    words = [span.exact for span in statement.content] or [statement.cue.exact if statement.cue else ""]
    return " […] ".join(words)


def _figures(old: KeptVersion | None, new: KeptVersion) -> Iterator[Change]:
    if old and old.reading and new.reading:
        for change in figure_changes(old.reading, new.reading):
            yield _figure(change)


def _figure(change: FigureChange) -> Change:
    known, kind = change.new or change.old, gettext("Figure gone")
    if change.new:
        kind = gettext("Figure moved") if change.old else gettext("Figure appeared")
    return Change(kind, known.counted if known else "", _value(change.old), _value(change.new))


def _value(figure: Figure | None) -> str:
    return figure.words.exact if figure else ""
