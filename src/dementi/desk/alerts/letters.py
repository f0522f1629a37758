# SPDX-License-Identifier: Apache-2.0
"""What does an alert say? A letter in plain text and a body of JSON, each with the words that matched and the addresses that stay."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs

from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from dementi.desk.alerts.alert import Alert, Match
from dementi.desk.search.snippets import Words

__all__ = ["Letter", "body_of", "letter_of", "signature"]

#: Characters of a subject.
LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: the subject on one line, the text."""

    subject: str
    text: str


def letter_of(alert: Alert, base: str) -> Letter:
    """Return an alert as a letter, in the search's language.

    Args:
        alert: what is new.
        base: of the desk's addresses, "https://desk.example", without a slash at its end.
    """
    with override(alert.language):
        page = base + reverse("saved-search", args=[alert.search])
        parts = [
            gettext("Saved search: %(name)s") % {"name": _line(alert.name)},
            _counted(alert),
            *(_entry(number, match, base) for number, match in enumerate(alert.matches, 1)),
        ]
        left = alert.count - len(alert.matches)
        if left:
            more = ngettext("And %(count)s more: see the search.", "And %(count)s more: see the search.", left)
            parts.append(more % {"count": left})
        parts.append(gettext("The search, and how to pause or stop these alerts: %(url)s") % {"url": page})
        return Letter(_subject(alert), "\n\n".join(parts) + "\n")


def body_of(alert: Alert, key: str, base: str) -> bytes:
    """Return an alert as the JSON that a webhook is sent, UTF-8.

    Args:
        alert: what is new.
        key: of the delivery, the same at each try.
        base: of the desk's addresses.
    """
    made = {
        "version": 1,
        "delivery": key,
        "search": {
            "key": alert.search,
            "name": alert.name,
            "query": parse_qs(alert.asked).get("q", [""])[0],
            "url": base + reverse("saved-search", args=[alert.search]),
        },
        "count": alert.count,
        "matches": [_as_json(match, base) for match in alert.matches],
    }
    return json.dumps(made, ensure_ascii=False).encode()


def signature(secret: str, at: int, body: bytes) -> str:
    """Return what proves that a body comes from this desk: ``t=`` seconds since 1970, ``v1=`` HMAC-SHA256 (RFC 2104) in hex.

    Signed is the time as written, a full stop, the body: so that an old one cannot be sent again as new.
    """
    signed = hmac.new(secret.encode(), str(at).encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={signed}"


def _subject(alert: Alert) -> str:
    first = alert.matches[0].title if alert.count == 1 else _counted(alert)
    # A headline may hold a line feed or worse: what is not printable is a space.
    return _line(f"{alert.name} – {first}")[:LONGEST_SUBJECT]


def _counted(alert: Alert) -> str:
    if alert.matches[0].statement:
        words = ngettext("%(count)s new statement", "%(count)s new statements", alert.count)
    else:
        words = ngettext("%(count)s new dispatch", "%(count)s new dispatches", alert.count)
    return words % {"count": alert.count}


def _entry(number: int, match: Match, base: str) -> str:
    title = f"{match.title}, {match.role}" if match.role else match.title
    lines = [f"{number}. {_line(title)}", "   " + _line("".join(_marked(match.snippet)))]
    found = hits(match)
    if found:
        lines.append("   " + gettext("Found: %(words)s") % {"words": ", ".join(found)})
    return "\n".join([*lines, f"   {_line(match.notes)}", f"   {base}{match.place}"])


def _marked(snippet: tuple[Words, ...]) -> Iterator[str]:
    for words in snippet:
        yield f"*{words.text}*" if words.hit else words.text


def hits(match: Match) -> list[str]:
    """Return the words that matched, as they stand in the text, each once."""
    return list(dict.fromkeys(_line(words.text) for words in match.snippet if words.hit))


def _as_json(match: Match, base: str) -> dict[str, object]:
    return {
        "dispatch": match.dispatch,
        "statement": match.statement or None,
        "title": match.title,
        "role": match.role or None,
        "snippet": "".join(words.text for words in match.snippet),
        "found": hits(match),
        "notes": match.notes,
        "outlet": match.outlet or None,
        "published": match.published or None,
        "url": base + match.place,
    }


def _line(words: str) -> str:
    """Return words on one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
