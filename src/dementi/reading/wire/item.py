# SPDX-License-Identifier: Apache-2.0
"""What does an item of the wire say, whatever its format? One record for all formats, and its way to a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dementi.errors import ReadingError
from dementi.reading.draft import Draft, Imprint
from dementi.reading.furniture import folded
from dementi.reading.names import names_in
from dementi.reading.published import iso
from dementi.reading.wire.words import paragraphs_of_markup, paragraphs_of_text
from dementi.record import Furniture, FurnitureReason, Trouble, Wire, WireStatus

__all__ = ["Body", "Item", "Times", "draft_of", "status_of"]

_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an item as it stands in it: markup (HTML, XHTML) or plain text."""

    words: str
    is_markup: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When, as written in the item; None: it does not say.

    Attributes:
        first: the first version was made.
        content: the text was made.
        version: this version was made.
        embargoed: not for the public before; "" where it is embargoed without an hour.
    """

    first: str | None = None
    content: str | None = None
    version: str | None = None
    embargoed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What an item of the wire says; None: it does not say.

    Attributes:
        guid, version: its identity, the same for all its versions, and which of them this is.
        status: what may be done with it.
        times: as written.
        headline: the main one.
        body: its text; where it has none, its description.
        apart: what stands beside its text: abstract, subheadline, summary, tagline.
        captions: of its pictures.
        byline, dateline, note: as written.
        creators: names, where there is no byline.
        outlet: who provides it.
        agency: whom it is credited to.
        language: BCP 47.
        url: where it stands on the web.
    """

    guid: str | None = None
    version: str | None = None
    status: WireStatus | None = None
    times: Times = Times()
    headline: str | None = None
    body: Body | None = None
    apart: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    byline: str | None = None
    creators: tuple[str, ...] = ()
    dateline: str | None = None
    note: str | None = None
    outlet: str | None = None
    agency: str | None = None
    language: str | None = None
    url: str | None = None


def status_of(written: str | None) -> WireStatus | None:
    """Return what may be done with an item, from its pubStatus ("stat:canceled", an address of IPTC, "Usable")."""
    name = re.split(r"[:/#]", written or "")[-1].strip().lower()
    if name in {"canceled", "cancelled", "killed"}:
        return WireStatus.CANCELED
    if name in {"withheld", "embargoed"}:
        return WireStatus.WITHHELD
    return WireStatus.USABLE if name == "usable" else None


def draft_of(item: Item) -> Draft:
    """Return what an item says as a draft.

    Raises:
        ReadingError: it has neither text nor headline.
    """
    headline = _line(item.headline)
    paragraphs, captions = _paragraphs(item.body)
    paragraphs = _without(headline, paragraphs)
    troubles = list(_said(item))
    if not paragraphs and headline:
        # An alert: the headline is all there is. It is the paragraph, since every article has one.
        paragraphs, headline = [headline], None
    if not paragraphs and item.status is WireStatus.CANCELED and _line(item.note):
        paragraphs = [_line(item.note) or ""]
    if not paragraphs:
        if item.status is WireStatus.CANCELED:
            raise ReadingError("The agency has canceled this item, and sends no text with it.")
        raise ReadingError("There is no text in this item of the wire.")
    return Draft(
        headline=headline,
        paragraphs=tuple(paragraphs),
        furniture=tuple(_furniture(item, headline, paragraphs, captions)),
        imprint=_imprint(item),
        wire=Wire(
            guid=item.guid,
            version=item.version,
            status=item.status,
            embargoed=_embargo(item.times.embargoed),
            dateline=_line(item.dateline),
            note=_line(item.note),
        ),
        troubles=tuple(troubles),
    )


def _furniture(item: Item, headline: str | None, paragraphs: list[str], captions: list[str]) -> Iterator[Furniture]:
    """Yield what an item says beside its article: nothing that it says is lost."""
    text = "\n".join((headline or "", *paragraphs))
    for words in item.apart:
        line = _line(words)
        if line and line not in text:
            yield Furniture(line, FurnitureReason.TEASER)
    of_pictures = [line for caption in item.captions for line in _paragraphs(Body(caption, is_markup=True))[0]]
    for line in (*captions, *of_pictures):
        if line not in paragraphs:
            yield Furniture(line, FurnitureReason.OTHER)


def _paragraphs(body: Body | None) -> tuple[list[str], list[str]]:
    if body is None:
        return [], []
    return paragraphs_of_markup(body.words) if body.is_markup else (paragraphs_of_text(body.words), [])


def _without(headline: str | None, paragraphs: list[str]) -> list[str]:
    """Leave out the headline said again above the text."""
    while headline is not None and len(paragraphs) > 1 and folded(paragraphs[0]) == folded(headline):
        paragraphs = paragraphs[1:]
    return paragraphs


def _imprint(item: Item) -> Imprint:
    times = item.times
    published = _time(times.first) or _time(times.content) or _time(times.version)
    modified = _time(times.version)
    agencies = {folded(name) for name in (item.outlet, item.agency) if name}
    named = names_in(item.byline) if item.byline else [name for each in item.creators for name in names_in(each)]
    return Imprint(
        published=published,
        modified=modified if modified != published else None,
        outlet=_line(item.outlet),
        agency=_line(item.agency),
        url=item.url,
        language=item.language,
        authors=tuple(dict.fromkeys(name for name in named if folded(name) not in agencies)),
    )


def _said(item: Item) -> list[Trouble]:
    """Return what an editor must not overlook."""
    troubles = []
    if item.status is WireStatus.CANCELED:
        troubles.append(Trouble("reading", "The agency has canceled this item."))
    if item.status is WireStatus.WITHHELD:
        troubles.append(Trouble("reading", "The agency withholds this item: it is not for the public."))
    embargoed = _embargo(item.times.embargoed)
    if embargoed:
        message = "This item is under embargo until %(time)s: it is not for the public before."
        troubles.append(Trouble("reading", message, (("time", embargoed),)))
    elif embargoed is not None:
        troubles.append(Trouble("reading", "This item is under an embargo whose end is not told."))
    return troubles


def _embargo(written: str | None) -> str | None:
    # An hour that cannot be read holds the item back all the same.
    return None if written is None else _time(written) or ""


def _time(written: str | None) -> str | None:
    """Return a time in the contract's form; NITF and NewsML 1 write ISO 8601 in its basic form (20260309T190900+0100)."""
    text = (written or "").strip()
    basic = _BASIC.fullmatch(text)
    if basic:
        year, month, day, hour, minute, second, zone = basic.groups()
        clock = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
        text = f"{year}-{month}-{day}{clock}"
    return iso(text) if text else None


def _line(written: str | None) -> str | None:
    """Return words on one line, with their non-breaking spaces; None where there are none."""
    return re.sub(r"[ \t\n\r\f\v\x85\u2028\u2029]+", " ", written).strip() or None if written else None
