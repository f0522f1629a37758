# SPDX-License-Identifier: Apache-2.0
"""How are roles and deeds called? In the words of the desk; a deed without words of its own is called by its route."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_lazy

from dementi.desk.accounts.roles import Role, role_of

__all__ = ["DEEDS", "say_deed", "say_role", "say_subject"]

DEEDS = {
    "login": gettext_lazy("came in"),
    "login-failed": gettext_lazy("could not come in under a name"),
    "logout": gettext_lazy("went out"),
    "first-code": gettext_lazy("had a code for the first account made"),
    "first-account": gettext_lazy("made the first account"),
    "invited": gettext_lazy("invited somebody"),
    "uninvited": gettext_lazy("took an invitation back"),
    "joined": gettext_lazy("took an invitation"),
    "role": gettext_lazy("changed a role"),
    "suspended": gettext_lazy("suspended an account"),
    "resumed": gettext_lazy("let an account in again"),
    "new-password": gettext_lazy("changed their password"),
    "password-link": gettext_lazy("gave a link to a new password"),
    "mark": gettext_lazy("marked a statement"),
    "add-statement": gettext_lazy("added a statement"),
    "undo-mark": gettext_lazy("took a mark back"),
    "tie": gettext_lazy("kept, took away or added a link"),
    "group-act": gettext_lazy("grouped dispatches"),
    "undo-decision": gettext_lazy("took a grouping back"),
    "note": gettext_lazy("put a note beside a statement"),
    "note-dispatch": gettext_lazy("put a note on a dispatch"),
    "undo-note": gettext_lazy("took a note back"),
    "public-reply": gettext_lazy("asked for a right of reply"),
    "public-reply-dispatch": gettext_lazy("asked for a right of reply"),
    "person-export": gettext_lazy("exported what is listed of a person"),
    "settle-request": gettext_lazy("settled a request"),
    "add": gettext_lazy("added a dispatch"),
    "remove-examples": gettext_lazy("took the examples away"),
    "follow": gettext_lazy("followed a source"),
    "source-act": gettext_lazy("did something to a source"),
    "saved-searches": gettext_lazy("saved a search"),
    "saved-search-act": gettext_lazy("did something to a saved search"),
    "make-key": gettext_lazy("made a key"),
    "revoke-key": gettext_lazy("revoked a key"),
    "search-export": gettext_lazy("exported what was found"),
    "sources-export": gettext_lazy("exported the sources"),
    "journal-export": gettext_lazy("exported the journal"),
}


def say_role(role: Role) -> str:
    """Return the name of a role."""
    match role:
        case Role.ADMIN:
            return gettext("admin")
        case Role.EDITOR:
            return gettext("editor")
        case Role.READER:
            return gettext("reader")
        case Role.NOBODY:
            return gettext("nobody who is known")


def say_subject(deed: str, subject: str) -> str:
    """Return what a deed was done to, in words: of a role its name, all else as it is written."""
    if deed in {"invited", "uninvited", "role"}:
        before, _, written = subject.rpartition(" ")
        role = role_of(written)
        return f"{before} {say_role(role)}".strip() if role else subject
    return subject


def say_deed(deed: str) -> str:
    """Return what was done, in words that follow a name."""
    return str(DEEDS.get(deed, deed))
