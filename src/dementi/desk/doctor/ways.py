# SPDX-License-Identifier: Apache-2.0
"""How do the ways in and out stand? The sources that are asked, the server that letters are handed to."""

from __future__ import annotations

import socket
from datetime import datetime

from dementi.desk.doctor.look import Look, doubtful, well, wrong
from dementi.desk.sources.standing import standings
from dementi.messages import gettext_noop as _
from dementi.settings import read_settings

__all__ = ["mail", "sources"]

#: Seconds that the mail server is given to answer.
PATIENCE = 5.0


def sources(now: datetime) -> Look:
    """Look whether a source is silent or fails."""
    found = standings(now)
    ill = [each.address for each in found if any(ail.alarm for ail in each.ailments)]
    if ill:
        out = _("The page Sources says what ails each (dementi sources list).")
        return doubtful(_("%(ill)s of %(count)s sources are silent or fail."), out, ill=len(ill), count=len(found))
    return well(_("%(count)s sources, none silent."), count=len(found))


def mail() -> Look:
    """Look whether the mail server can be reached; no letter is sent."""
    smtp = read_settings().smtp
    if not smtp.host:
        return well(_("No mail server is set: nothing is sent by mail."))
    try:
        with socket.create_connection((smtp.host, smtp.port), PATIENCE):
            return well(_("The mail server %(host)s answers."), host=f"{smtp.host}:{smtp.port}")
    except OSError as error:
        out = _("See DEMENTI_SMTP_HOST and DEMENTI_SMTP_PORT, and whether the server can be reached from this machine.")
        why = error.strerror or str(error)
        return wrong(
            _("The mail server %(host)s does not answer: %(why)s."), out, host=f"{smtp.host}:{smtp.port}", why=why
        )
