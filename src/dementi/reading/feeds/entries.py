# SPDX-License-Identifier: Apache-2.0
"""What is an entry of a feed? Its address, headline, dates and words, as the feed gives them; what it does not say is None."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Self
from urllib.parse import urljoin

from dementi.reading.published import iso
from dementi.record import Trouble

__all__ = ["LONGEST", "MOST_ENTRIES", "Entry", "Feed", "address_of", "date_of", "plain", "without_twins"]

#: Entries of one feed; characters of one entry's markup.
MOST_ENTRIES, LONGEST = 1_000, 1_000_000
#: Characters of text from which the feed's own words can be a whole article, not a teaser.
WHOLE = 600
#: How a teaser ends.
CUT = ("...", "…", "[...]", "[…]", "(...)", "(…)")

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--[^<>]{0,2000}-->")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed.

    Attributes:
        key: under which the feed knows it: its id, else its address, else a digest of its words.
        url: of the article; None: the feed names none.
        headline: plain text.
        markup: the fullest words that the feed has, as HTML; "" where there are none.
        text: True where ``markup`` is plain text.
        published, modified: ISO 8601, with a zone only where the feed writes one.
        authors: a name each.
        language: BCP 47.
    """

    key: str
    url: str | None = None
    headline: str | None = None
    markup: str = ""
    text: bool = False
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None

    @property
    def words(self) -> str:
        """The entry's own words without their markup."""
        return " ".join(self.markup.split()) if self.text else plain(self.markup)

    @property
    def is_whole(self) -> bool:
        """Whether the feed's own words can be the whole article: long enough, and not cut."""
        words = self.words
        return len(words) >= WHOLE and not words.endswith(CUT)

    @property
    def digest(self) -> str:
        """A digest of all that the feed says of it: another one means that the entry was changed."""
        said = "\0".join((self.headline or "", self.words, self.published or "", self.modified or "", self.url or ""))
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:24]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as it stood: its title, the site it is of, its kind ("rss20", "atom10", "json11"), entries, and what was doubtful."""

    kind: str
    title: str | None = None
    home: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    def with_troubles(self, first: Iterable[Trouble]) -> Self:
        """Return the feed with other troubles before its own."""
        return replace(self, troubles=(*first, *self.troubles))


def date_of(written: str | None) -> str | None:
    """Return a date of a feed in ISO 8601, as precise as it is written; None where it is none.

    A zone is never made up: "10:00 CET" has an hour without a zone (RFC 5322 knows no such name).
    """
    if not written:
        return None
    text = written.strip()[:100]
    found = iso(text)
    if found is None and ":" in text:
        try:
            found = parsedate_to_datetime(text).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return found


def address_of(written: str | None, base: str | None) -> str | None:
    """Return an address of the web, made whole against the feed's own; None where it is none."""
    try:
        found = urljoin(base or "", written or "")
    except ValueError:
        return None
    return found if written and found.startswith(("http://", "https://")) and len(found) <= 4_000 else None


def plain(markup: str) -> str:
    """Return markup's words in one line: tags taken away, entities read."""
    return " ".join(html.unescape(_TAG.sub(" ", markup[:LONGEST])).split())


def without_twins(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries, each key once (its first), and no more than :data:`MOST_ENTRIES`."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        kept.setdefault(entry.key, entry)
        if len(kept) >= MOST_ENTRIES:
            break
    return tuple(kept.values())
