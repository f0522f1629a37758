# SPDX-License-Identifier: Apache-2.0
"""Which role does each route ask for at least? One table: a route that is not in it is open to nobody.

A route is called by its name. A new route gets its row here; tests say so.
"""

from __future__ import annotations

from dementi.desk.accounts.roles import Least

__all__ = ["OWN_DOORS", "TABLE", "TAKEN_AWAY", "UNWRITTEN"]

TABLE: dict[str, Least] = {
    # who one is
    "login": Least.ANYONE,
    "logout": Least.ANYONE,
    "first-account": Least.ANYONE,
    "invitation": Least.ANYONE,
    "language": Least.ANYONE,
    # for machines: how the desk stands, nothing of the record; figures ask for the machine itself or a token of their own
    "health": Least.ANYONE,
    "metrics": Least.ANYONE,
    # the public site, which its own setting opens
    "public-latest": Least.ANYONE,
    "public-feed": Least.ANYONE,
    "public-stories": Least.ANYONE,
    "public-story": Least.ANYONE,
    "public-people": Least.ANYONE,
    "public-person": Least.ANYONE,
    "public-search": Least.ANYONE,
    "public-dispatch": Least.ANYONE,
    "public-statement": Least.ANYONE,
    "public-cite": Least.ANYONE,
    "public-reply": Least.ANYONE,
    "public-reply-dispatch": Least.ANYONE,
    "public-language": Least.ANYONE,
    "personal": Least.ANYONE,
    "robots": Least.ANYONE,
    # looking
    "latest": Least.READER,
    "density": Least.READER,
    "article": Least.READER,
    "text": Least.READER,
    "versions": Least.READER,
    "statement": Least.READER,
    "cite": Least.READER,
    "search": Least.READER,
    "search-export": Least.READER,
    "search-feed": Least.READER,
    "suggestions": Least.READER,
    "saved-searches": Least.READER,
    "saved-search": Least.READER,
    "saved-search-feed": Least.READER,
    # whose search it is decides the page
    "saved-search-act": Least.READER,
    "live": Least.READER,
    "feed": Least.READER,
    "stories": Least.READER,
    "story": Least.READER,
    "series": Least.READER,
    "all-series": Least.READER,
    "people": Least.READER,
    "person": Least.READER,
    "sources": Least.READER,
    "sources-export": Least.READER,
    "account": Least.READER,
    "notes": Least.READER,
    "person-export": Least.READER,
    # working
    "add": Least.EDITOR,
    "mark": Least.EDITOR,
    "add-statement": Least.EDITOR,
    "undo-mark": Least.EDITOR,
    "links": Least.EDITOR,
    "tie": Least.EDITOR,
    "grouping": Least.EDITOR,
    "group-act": Least.EDITOR,
    "undo-decision": Least.EDITOR,
    "follow": Least.EDITOR,
    "source-act": Least.EDITOR,
    "remove-examples": Least.EDITOR,
    # by program: what a key opens is beside that of its own (see dementi.desk.api.access)
    "api:api-root": Least.ANYONE,
    "api:openapi-json": Least.ANYONE,
    "api:here": Least.ANYONE,
    "reference": Least.READER,
    "api:list_dispatches": Least.READER,
    "api:one_dispatch": Least.READER,
    "api:one_text": Least.READER,
    "api:statements_in": Least.READER,
    "api:list_versions": Least.READER,
    "api:one_version": Least.READER,
    "api:list_statements": Least.READER,
    "api:one_statement": Least.READER,
    "api:search": Least.READER,
    "api:export": Least.READER,
    "api:list_speakers": Least.READER,
    "api:one_speaker": Least.READER,
    "api:statements_of": Least.READER,
    "api:list_stories": Least.READER,
    "api:one_story": Least.READER,
    "api:list_copies": Least.READER,
    "api:one_group": Least.READER,
    "api:list_links": Least.READER,
    "api:list_sources": Least.READER,
    "api:one_source": Least.READER,
    "api:list_marks": Least.READER,
    "api:add": Least.EDITOR,
    "api:mark": Least.EDITOR,
    "api:add_statement": Least.EDITOR,
    "api:undo": Least.EDITOR,
    "api:follow": Least.EDITOR,
    "api:act": Least.EDITOR,
    "api:remove": Least.EDITOR,
    "keys": Least.READER,
    "make-key": Least.READER,
    "revoke-key": Least.READER,
    "note": Least.EDITOR,
    "note-dispatch": Least.EDITOR,
    "undo-note": Least.EDITOR,
    "requests": Least.EDITOR,
    "settle-request": Least.EDITOR,
    # saying who may
    "accounts": Least.ADMIN,
    "invite": Least.ADMIN,
    "account-act": Least.ADMIN,
    "journal": Least.ADMIN,
    "journal-export": Least.ADMIN,
}

#: Namespaces that hold a door of their own: programs come with a key in each request, and what it opens is decided there.
#: A session's cookie, which a browser sends whoever made it ask, says nothing in them.
OWN_DOORS: tuple[str, ...] = ("api:",)

#: Routes by which much is taken away at once: the journal keeps who asked for them.
TAKEN_AWAY: frozenset[str] = frozenset({"search-export", "sources-export", "person-export", "journal-export"})

#: Routes that write what they do into the journal themselves, or do nothing to the desk.
UNWRITTEN: frozenset[str] = frozenset(
    {
        "login",
        "logout",
        "first-account",
        "invitation",
        "account",
        "invite",
        "account-act",
        "language",
        "public-language",
        "density",
    }
)
