# SPDX-License-Identifier: Apache-2.0
"""What was set? Read once at start-up from the environment (DEMENTI_…), with defaults that keep to this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dementi.errors import SettingsError

__all__ = ["Settings", "Smtp", "read_settings", "settings_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """The mail server that letters are handed to.

    Attributes:
        host, port: "" where there is none (DEMENTI_SMTP_HOST, DEMENTI_SMTP_PORT).
        user, password: "" where it asks for none (DEMENTI_SMTP_USER, DEMENTI_SMTP_PASSWORD).
        security: starttls, tls or no (DEMENTI_SMTP_SECURITY).
        sender: the address that letters come from (DEMENTI_SMTP_FROM).
    """

    host: str
    port: int
    user: str
    password: str
    security: str
    sender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What was set.

    Attributes:
        folder: the desk's folder of data (DEMENTI_DATA).
        database: a URL of PostgreSQL (DEMENTI_DATABASE); "": SQLite, in the folder.
        log: how the log is written, text or json (DEMENTI_LOG).
        metrics_token: what a watcher that asks for /metrics must bring; "": it must be on this machine (DEMENTI_METRICS_TOKEN).
        host, port: where the desk listens (DEMENTI_HOST, DEMENTI_PORT).
        hosts: the names under which it may be asked for, beside this machine's own (DEMENTI_HOSTS, by commas).
        language: of the command line, fr or en (DEMENTI_LANGUAGE).
        time_zone: of the pages (DEMENTI_TIME_ZONE).
        private_networks: pages on private networks may be fetched (DEMENTI_PRIVATE_NETWORKS=yes).
        public: there is a public site beside the desk (DEMENTI_PUBLIC=yes).
        indexed: search engines may take its pages up (DEMENTI_PUBLIC_INDEX=yes).
        operator, contact: who answers for this desk, and under which address or mail, for the page on personal data; "": not told
            (DEMENTI_OPERATOR, DEMENTI_CONTACT).
        https: a proxy in front serves the desk over HTTPS and says so (DEMENTI_HTTPS=yes).
        url: of the desk, as alerts write it, without a slash at its end; "": that of this machine (DEMENTI_URL).
        smtp: the mail server.
    """

    folder: Path
    database: str
    log: str
    metrics_token: str
    host: str
    port: int
    hosts: tuple[str, ...]
    language: str
    time_zone: str
    private_networks: bool
    url: str
    smtp: Smtp
    https: bool
    public: bool
    indexed: bool
    operator: str
    contact: str


@lru_cache(maxsize=1)
def read_settings() -> Settings:
    """Return the settings of this process.

    Raises:
        SettingsError: one has a value that it cannot have.
    """
    return settings_of(os.environ)


def settings_of(environment: Mapping[str, str]) -> Settings:
    """Return the settings that an environment holds.

    Raises:
        SettingsError: one has a value that it cannot have.
    """
    home = Path(environment.get("XDG_DATA_HOME") or Path(environment.get("HOME", ".")) / ".local" / "share")
    return Settings(
        folder=Path(environment.get("DEMENTI_DATA") or home / "dementi"),
        database=_database(environment.get("DEMENTI_DATABASE", "").strip()),
        log=_one_of("DEMENTI_LOG", environment.get("DEMENTI_LOG") or "text", ("text", "json")),
        metrics_token=environment.get("DEMENTI_METRICS_TOKEN", "").strip(),
        host=environment.get("DEMENTI_HOST") or "127.0.0.1",
        port=_port(environment.get("DEMENTI_PORT") or "8017"),
        hosts=tuple(host.strip() for host in environment.get("DEMENTI_HOSTS", "").split(",") if host.strip()),
        language=_one_of("DEMENTI_LANGUAGE", environment.get("DEMENTI_LANGUAGE") or "fr", ("fr", "en")),
        time_zone=environment.get("DEMENTI_TIME_ZONE") or "Europe/Paris",
        private_networks=_one_of(
            "DEMENTI_PRIVATE_NETWORKS", environment.get("DEMENTI_PRIVATE_NETWORKS") or "no", ("yes", "no")
        )
        == "yes",
        url=_url(environment),
        smtp=_smtp(environment),
        https=_one_of("DEMENTI_HTTPS", environment.get("DEMENTI_HTTPS") or "no", ("yes", "no")) == "yes",
        public=_one_of("DEMENTI_PUBLIC", environment.get("DEMENTI_PUBLIC") or "no", ("yes", "no")) == "yes",
        indexed=_one_of("DEMENTI_PUBLIC_INDEX", environment.get("DEMENTI_PUBLIC_INDEX") or "no", ("yes", "no"))
        == "yes",
        operator=environment.get("DEMENTI_OPERATOR", "").strip(),
        contact=environment.get("DEMENTI_CONTACT", "").strip(),
    )


def _port(written: str, name: str = "DEMENTI_PORT") -> int:
    if not written.isdecimal() or int(written) > 65535:
        raise SettingsError("%(name)s cannot be %(value)s: a port is a number up to 65535.", name=name, value=written)
    return int(written)


def _url(environment: Mapping[str, str]) -> str:
    url = environment.get("DEMENTI_URL", "").strip().rstrip("/")
    if url and not url.startswith(("http://", "https://")):
        raise SettingsError("%(name)s cannot be %(value)s: it begins with https://.", name="DEMENTI_URL", value=url)
    return url


def _smtp(environment: Mapping[str, str]) -> Smtp:
    security = environment.get("DEMENTI_SMTP_SECURITY") or "starttls"
    usual = {"starttls": "587", "tls": "465", "no": "25"}
    _one_of("DEMENTI_SMTP_SECURITY", security, tuple(usual))
    host = environment.get("DEMENTI_SMTP_HOST", "").strip()
    return Smtp(
        host=host,
        port=_port(environment.get("DEMENTI_SMTP_PORT") or usual[security], "DEMENTI_SMTP_PORT"),
        user=environment.get("DEMENTI_SMTP_USER", ""),
        password=environment.get("DEMENTI_SMTP_PASSWORD", ""),
        security=security,
        sender=environment.get("DEMENTI_SMTP_FROM", "").strip() or f"dementi@{host or 'localhost'}",
    )


def _database(written: str) -> str:
    if written and not written.startswith(("postgresql://", "postgres://")):
        # It may hold a password: it is not said again.
        raise SettingsError("%(name)s is no address of a database.", name="DEMENTI_DATABASE")
    return written


def _one_of(name: str, written: str, allowed: tuple[str, ...]) -> str:
    if written not in allowed:
        raise SettingsError(
            "%(name)s cannot be %(value)s: it is one of %(allowed)s.",
            name=name,
            value=written,
            allowed=", ".join(allowed),
        )
    return written
