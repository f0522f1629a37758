# SPDX-License-Identifier: Apache-2.0
"""What was set? Read once at start-up from the environment (DEMENTI_…), with defaults that keep to this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dementi.errors import SettingsError

__all__ = ["Settings", "read_settings", "settings_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What was set.

    Attributes:
        folder: the desk's folder of data (DEMENTI_DATA).
        host, port: where the desk listens (DEMENTI_HOST, DEMENTI_PORT).
        hosts: the names under which it may be asked for, beside this machine's own (DEMENTI_HOSTS, by commas).
        language: of the command line, fr or en (DEMENTI_LANGUAGE).
        time_zone: of the pages (DEMENTI_TIME_ZONE).
        private_networks: pages on private networks may be fetched (DEMENTI_PRIVATE_NETWORKS=yes).
    """

    folder: Path
    host: str
    port: int
    hosts: tuple[str, ...]
    language: str
    time_zone: str
    private_networks: bool


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
        host=environment.get("DEMENTI_HOST") or "127.0.0.1",
        port=_port(environment.get("DEMENTI_PORT") or "8017"),
        hosts=tuple(host.strip() for host in environment.get("DEMENTI_HOSTS", "").split(",") if host.strip()),
        language=_one_of("DEMENTI_LANGUAGE", environment.get("DEMENTI_LANGUAGE") or "fr", ("fr", "en")),
        time_zone=environment.get("DEMENTI_TIME_ZONE") or "Europe/Paris",
        private_networks=_one_of(
            "DEMENTI_PRIVATE_NETWORKS", environment.get("DEMENTI_PRIVATE_NETWORKS") or "no", ("yes", "no")
        )
        == "yes",
    )


def _port(written: str) -> int:
    if not written.isdecimal() or int(written) > 65535:
        raise SettingsError(
            "%(name)s cannot be %(value)s: a port is a number up to 65535.", name="DEMENTI_PORT", value=written
        )
    return int(written)


def _one_of(name: str, written: str, allowed: tuple[str, ...]) -> str:
    if written not in allowed:
        raise SettingsError(
            "%(name)s cannot be %(value)s: it is one of %(allowed)s.",
            name=name,
            value=written,
            allowed=", ".join(allowed),
        )
    return written
