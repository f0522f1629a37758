# SPDX-License-Identifier: Apache-2.0
"""Are two captures versions of one dispatch, has the later one other words, and which of them is the newer? Decided from records alone."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from dementi.record import Article, Dispatch, Reading

__all__ = ["address_of", "is_older", "says_other"]

#: What statistics add to an address; the page is the same without.
TRACKING = ("utm_", "at_", "mtm_", "pk_")
TRACKERS = frozenset({"fbclid", "gclid", "xtor", "mc_cid", "mc_eid", "igshid", "cmpid", "ns_campaign"})
#: Characters of an address that stands as it is: PostgreSQL indexes no more than 2,704 bytes.
LONGEST = 600


def address_of(dispatch: Dispatch, reading: Reading) -> str:
    """Return what all versions of a dispatch have in common: the agency's identity of its item, or its address.

    Returns:
        "" where it has neither: then only the same bytes are the same dispatch. The address from which it came goes before
        the one that the page calls its own: some pages all call themselves by one name.
    """
    article = reading.article
    if article and article.wire and article.wire.guid:
        return _short(f"guid:{article.wire.guid}")
    return _short(_plain(dispatch.url) or (_plain(article.url) if article else ""))


def _short(address: str) -> str:
    return address if len(address) <= LONGEST else f"sha256:{sha256(address.encode('utf-8', 'replace')).hexdigest()}"


def says_other(old: Article | None, new: Article | None) -> bool:
    """Say whether a capture has other words than another, or another standing at its agency; its furniture does not count."""
    if old is None or new is None:
        return new is not None
    if (old.headline, old.text) != (new.headline, new.text):
        return True
    if old.wire and new.wire and (old.wire.status, old.wire.embargoed) != (new.wire.status, new.wire.embargoed):
        return True
    # A day that was not known before is a finding worth keeping; one that is only written otherwise is not.
    return old.published is None and new.published is not None


def is_older(new: Article | None, old: Article | None) -> bool:
    """Say whether a capture that comes later is an earlier version, by what both say of themselves."""
    if new is None or old is None:
        return False
    numbers = [a.wire.version if a.wire else None for a in (new, old)]
    if numbers[0] and numbers[1] and all(n and n.isascii() and n.isdigit() and len(n) < 15 for n in numbers):
        return int(numbers[0]) < int(numbers[1])
    has_changed = bool(new.modified and old.modified)
    if not has_changed and (new.modified or old.modified):
        return False
    instants = [_instant(a.modified if has_changed else a.published) for a in (new, old)]
    return instants[0] is not None and instants[1] is not None and instants[0] < instants[1]


def _instant(written: str | None) -> datetime | None:
    """Return an instant; a day, or an hour without its zone, is none."""
    try:
        found = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return found if found.tzinfo else None


def _plain(url: str | None) -> str:
    """Return an address without what does not change the page; "" where it is the front page of a site, or no address."""
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return ""
    asked = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(k.lower())]
    if parts.scheme.lower() not in {"http", "https"} or not host or (parts.path in {"", "/"} and not asked):
        return ""
    # One page, whether it came with a certificate or without.
    return urlunsplit(("https", host.lower(), parts.path, urlencode(asked), ""))


def _is_tracking(name: str) -> bool:
    return name.startswith(TRACKING) or name in TRACKERS
