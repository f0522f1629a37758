# SPDX-License-Identifier: Apache-2.0
"""Which searches are kept? Saved, changed, paused, resumed, removed; each whole, by a short address that stays."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from dementi.desk.alerts.models import SavedSearch
from dementi.desk.record.failures import named_failures
from dementi.desk.record.models import Change

__all__ = ["Ends", "Saved", "change", "keep", "pause", "remove", "resume", "saved", "visible"]

#: Letters of a key that no eye takes for others, and how many make one.
LETTERS, LENGTH = "abcdefghjkmnpqrstuvwxyz23456789", 8
#: Characters of a name.
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Ends:
    """Where the alerts of a search go: an address of mail, one of the web; "" nowhere."""

    mail: str = ""
    webhook: str = ""

    def __bool__(self) -> bool:
        """Say whether anything is sent at all."""
        return bool(self.mail or self.webhook)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A saved search.

    Attributes:
        key: of its address.
        name: as its owner calls it.
        asked: the query of the address of the search.
        owner: whose it is; "" the desk's.
        shared: the whole desk sees it.
        ends: where its alerts go.
        secret: signs what its webhook is sent.
        made: when it was saved.
        paused: since when nothing is told; None: it is.
    """

    key: str
    name: str
    asked: str
    owner: str
    shared: bool
    ends: Ends
    secret: str
    made: datetime
    paused: datetime | None


@named_failures()
def keep(name: str, asked: str, now: datetime, *, owner: str = "", language: str = "fr") -> str:
    """Save a search; return its key. What comes onto the desk from now on is new to it.

    Args:
        name: as its owner calls it; cut after 200 characters.
        asked: the query of the address of the search.
        now: with its zone.
        owner: whose it is, "" the desk's.
        language: of its alerts.

    Raises:
        RecordError: the record cannot be written.
    """
    key = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    last = _last_change()
    SavedSearch.objects.create(
        key=key,
        name=_one_line(name),
        asked=asked,
        owner=owner,
        # Without accounts everybody at this machine is the desk.
        shared=not owner,
        language=language,
        secret=secrets.token_hex(24),
        made=now,
        since=last,
        seq=last,
    )
    return key


def saved(key: str, reader: str = "") -> Saved | None:
    """Return a search that a reader may see, None where there is none."""
    row = _seen_by(reader).filter(key=key).first()
    return _saved(row) if row else None


def visible(reader: str = "") -> tuple[Saved, ...]:
    """Return the searches that a reader sees, by name: their own, the desk's, and those that others share."""
    return tuple(_saved(row) for row in _seen_by(reader))


@named_failures()
def change(key: str, name: str, ends: Ends, *, shared: bool) -> None:
    """Call a search otherwise, or send its alerts elsewhere; where they were sent nowhere, what comes from now on is new."""
    with transaction.atomic():
        row = SavedSearch.objects.get(key=key)
        if not Ends(row.mail, row.webhook):
            row.since = row.seq = _last_change()
        row.name, row.mail, row.webhook, row.shared = _one_line(name) or row.name, ends.mail, ends.webhook, shared
        row.save()


@named_failures()
def pause(key: str, now: datetime) -> None:
    """Tell nothing more of a search until it is resumed."""
    SavedSearch.objects.filter(key=key, paused=None).update(paused=now)


@named_failures()
def resume(key: str) -> None:
    """Tell of a search again: of what comes from now on, not of what came meanwhile."""
    with transaction.atomic():
        last = _last_change()
        SavedSearch.objects.filter(key=key).exclude(paused=None).update(paused=None, since=last, seq=last)


@named_failures()
def remove(key: str) -> None:
    """Forget a search, what it told of and what was to be sent."""
    SavedSearch.objects.filter(key=key).delete()


def _seen_by(reader: str) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(Q(owner=reader) | Q(shared=True))


def _last_change() -> int:
    return Change.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def _one_line(name: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:LONGEST_NAME]


def _saved(row: SavedSearch) -> Saved:
    return Saved(
        key=row.key,
        name=row.name,
        asked=row.asked,
        owner=row.owner,
        shared=row.shared,
        ends=Ends(row.mail, row.webhook),
        secret=row.secret,
        made=row.made,
        paused=row.paused,
    )
