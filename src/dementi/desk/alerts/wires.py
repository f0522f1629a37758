# SPDX-License-Identifier: Apache-2.0
"""How does an alert go out? By Django's mail, or posted to an address through the desk's one judged way out, signed."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email

from dementi.desk.alerts.alert import alert_of
from dementi.desk.alerts.letters import body_of, letter_of, signature
from dementi.desk.alerts.outbox import Parting, begin, due, failed, sent
from dementi.desk.alerts.saved import Ends
from dementi.errors import DementiError, InputError
from dementi.fetch import Limits, address_of
from dementi.fetch.sending import Parcel, send

__all__ = ["MailError", "Wires", "checked"]

#: Seconds of one delivery to a webhook.
SECONDS = 15.0


class MailError(DementiError):
    """A letter could not be handed over."""

    stage = "mail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wires:
    """The ways out.

    Attributes:
        base: of the desk's addresses, without a slash at its end.
        sender: the address that letters come from.
        limits: of what is posted.
    """

    base: str
    sender: str
    limits: Limits

    def empty(self, now: datetime) -> int:
        """Try all that is due; return how many were taken. One that fails keeps none from going."""
        return sum(self._try(key, now) for key in due(now))

    def _try(self, key: str, now: datetime) -> bool:
        parting = begin(key, now)
        if parting is None:
            return False
        try:
            if parting.channel == "mail":
                self._mail(parting)
            else:
                self._post(parting, now)
        except DementiError as error:
            failed(key, error.trouble())
            return False
        sent(key, now)
        return True

    def _mail(self, parting: Parting) -> None:
        letter = letter_of(alert_of(parting.written), self.base)
        host = self.sender.rpartition("@")[2] or "localhost"
        # The same at each try: whoever gets a second one can tell (RFC 5322, 3.6.4); no machine answers it (RFC 3834).
        headers = {"Message-ID": f"<{parting.key}@{host}>", "Auto-Submitted": "auto-generated"}
        message = EmailMessage(letter.subject, letter.text, self.sender, [parting.address], headers=headers)
        try:
            message.send()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            why = str(error) or type(error).__name__
            raise MailError("The mail server did not take the letter: %(why)s.", why=why[:300]) from error

    def _post(self, parting: Parting, now: datetime) -> None:
        body = body_of(alert_of(parting.written), parting.key, self.base)
        headers = (
            ("Idempotency-Key", parting.key),
            ("Dementi-Signature", signature(parting.secret, int(now.timestamp()), body)),
        )
        send(parting.address, Parcel(body, "application/json; charset=utf-8", headers), self.limits)


def checked(ends: Ends, limits: Limits) -> Ends:
    """Return ends that alerts can be sent to.

    Raises:
        InputError: the mail address is none, or the desk has no mail server.
        FetchError: the address of the web may not be asked.
    """
    mail, webhook = ends.mail.strip(), ends.webhook.strip()
    if mail:
        if not settings.EMAIL_HOST:
            raise InputError("This desk has no mail server yet (DEMENTI_SMTP_HOST): it cannot send letters.")
        try:
            validate_email(mail)
        except ValidationError as error:
            raise InputError("%(mail)s is no mail address.", mail=mail[:200]) from error
    if webhook:
        address_of(webhook, limits)
    return Ends(mail, webhook)
