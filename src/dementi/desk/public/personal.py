# SPDX-License-Identifier: Apache-2.0
"""The page on personal data: what is kept of whom, for how long, on what ground, how to ask. Open to everybody, whatever else is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from dementi.desk.pages import density, visit
from dementi.desk.pages.marking import SIGNATURE
from dementi.desk.public.frame import Head, show
from dementi.settings import Settings, read_settings

__all__ = ["personal"]

DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: its name, its paragraphs."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie: its name, what it is for, how long it lasts."""

    name: str
    what: str
    lasts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page; ``contact`` "": the operator has not said it; ``contact_url`` "": it is no address to click."""

    operator: str
    contact: str
    contact_url: str
    parts: tuple[Part, ...]
    cookies: tuple[Cookie, ...]


@require_safe
def personal(request: HttpRequest) -> HttpResponse:
    """Show what this desk keeps of people."""
    chosen = read_settings()
    page = Page(
        operator=chosen.operator,
        contact=chosen.contact,
        contact_url=_address(chosen.contact),
        parts=(_named(), _accounts(), _visitors(chosen), _ground(), _asking(chosen)),
        cookies=tuple(_cookies()),
    )
    return show(request, "personal", page, Head(gettext("Personal data")))


def _named() -> Part:
    return Part(
        gettext("People named in dispatches"),
        (
            gettext(
                "The desk keeps dispatches as they came in, with their source, the moment of their capture and their fingerprint. "
                "Of the people who speak in them it lists the name and the role as written, the words that the dispatch attributes "
                "to them, the day, and what others answer. It adds nothing from elsewhere and rates nobody."
            ),
            gettext(
                "Nothing is deleted by itself: a record that forgets proves nothing. A dispatch can be taken off the desk by hand; "
                "its fingerprint, its address and the date stay."
            ),
            gettext(
                "The desk reads by machine and can be wrong. A statement can be corrected by hand, with the name of who does it; "
                "a reply or a correction that is asked for stands beside it."
            ),
        ),
    )


def _accounts() -> Part:
    days = settings.SESSION_COOKIE_AGE // DAY
    return Part(
        gettext("People with an account"),
        (
            gettext(
                "Of an account the name, the role and the password as an Argon2 hash. A session ends after %(days)s days at the latest. "
                "The journal keeps who did what and when; a network address stands in it only where somebody came in or failed to."
            )
            % {"days": days},
            gettext(
                "An account that is closed stays under its name beside what it did: the record says by whom it was corrected."
            ),
        ),
    )


def _visitors(chosen: Settings) -> Part:
    words = [
        gettext(
            "No page asks anybody else for anything: no advertisement, no measuring of visits, no font or picture from elsewhere. "
            "The desk writes no log of who asks for which page; a server in front of it may, and its operator says so."
        )
    ]
    if chosen.public:
        words.append(
            gettext(
                "Who asks for a right of reply leaves a name, a text and, if they want an answer, an address. The name and the text "
                "are shown once an editor accepts them; the address never is. The network address is counted for an hour, in memory "
                "and not in clear, against floods."
            )
        )
    return Part(gettext("Visitors"), tuple(words))


def _ground() -> Part:
    return Part(
        gettext("On what ground"),
        (
            gettext(
                "The desk is made for journalism, checking of facts and research. In the European Union the General Data Protection "
                "Regulation lets the law of each state reconcile the protection of personal data with the freedom of expression and "
                "information (article 85), and provides for archiving and research (article 89). Which of these grounds holds for "
                "this desk is for its operator to say, not for the program."
            ),
        ),
    )


def _asking(chosen: Settings) -> Part:
    words = [
        gettext(
            "You can ask what the desk keeps of you, have it corrected, reply to it, or ask that it be taken off. "
            "The operator can export all that is listed under one name as a file."
        )
    ]
    if chosen.public:
        words.append(
            gettext("On the public site each dispatch and each statement has a form for this: “Right of reply”.")
        )
    return Part(gettext("How to ask"), tuple(words))


def _cookies() -> Iterator[Cookie]:
    year, days = gettext("one year"), settings.SESSION_COOKIE_AGE // DAY
    yield Cookie(settings.LANGUAGE_COOKIE_NAME, gettext("the language that you chose"), year)
    yield Cookie(settings.CSRF_COOKIE_NAME, gettext("that a form was sent from a page of this desk"), year)
    yield Cookie(
        settings.SESSION_COOKIE_NAME,
        gettext("that you have logged in"),
        gettext("%(days)s days at most") % {"days": days},
    )
    yield Cookie(visit.NAME, gettext("how far you have seen the latest news, so that what is new is marked"), year)
    yield Cookie(density.NAME, gettext("that lists stand close together"), year)
    yield Cookie(SIGNATURE, gettext("the name under which you correct, on a desk without accounts"), year)


def _address(contact: str) -> str:
    if contact.startswith(("https://", "http://")):
        return contact
    return f"mailto:{contact}" if "@" in contact and " " not in contact else ""
