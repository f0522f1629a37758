# SPDX-License-Identifier: Apache-2.0
"""The mail server and the desk's own address are read from the environment; what they cannot be is said at the start."""

import pytest

from dementi.errors import SettingsError
from dementi.settings import settings_of


def test_without_settings_there_is_no_mail_server() -> None:
    assert settings_of({}).smtp.host == ""
    assert settings_of({}).url == ""


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("no", 25)])
def test_the_port_follows_from_the_security(security: str, port: int) -> None:
    read = settings_of({"DEMENTI_SMTP_HOST": "courrier.invalid", "DEMENTI_SMTP_SECURITY": security}).smtp
    assert (read.host, read.port, read.sender) == ("courrier.invalid", port, "dementi@courrier.invalid")


def test_the_desks_address_has_no_slash_at_its_end() -> None:
    assert settings_of({"DEMENTI_URL": "https://desk.invalid/"}).url == "https://desk.invalid"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEMENTI_SMTP_SECURITY", "ssl"),
        ("DEMENTI_SMTP_PORT", "99999"),
        ("DEMENTI_SMTP_PORT", "x"),
        ("DEMENTI_URL", "desk.invalid"),
    ],
)
def test_what_a_setting_cannot_be_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        settings_of({name: value})
