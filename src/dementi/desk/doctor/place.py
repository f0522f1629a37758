# SPDX-License-Identifier: Apache-2.0
"""How does the machine stand? The folder and its rights, the key, the room on the disk, the time zone, the models."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dementi.desk.doctor.look import Look, doubtful, well, wrong
from dementi.messages import gettext_noop as _
from dementi.settings import read_settings

__all__ = ["disk", "folder", "free_of", "models", "readable", "secret", "time_zone"]

#: Bytes that must be free, and that should be: a disk is full before its last byte is written.
LEAST, LITTLE = 200 * 1024**2, 2 * 1024**3


def folder(path: Path) -> Look:
    """Look at the folder of data and its rights."""
    if not path.is_dir():
        out = _("Start the desk once (dementi serve): it makes its folder; or name another with --data.")
        return wrong(_("%(folder)s is no folder."), out, folder=path)
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        out = _("Give the folder to the user that runs the desk (chown).")
        return wrong(_("%(folder)s cannot be written by this user."), out, folder=path)
    if path.stat().st_mode & (stat.S_IWOTH | stat.S_IROTH):
        out = _("Take the rights of others away: chmod o-rwx.")
        return doubtful(_("Others of this machine may read %(folder)s, or write to it."), out, folder=path)
    return well(_("%(folder)s can be written."), folder=path)


def secret(path: Path) -> Look:
    """Look at the folder's key."""
    key = path / "secret"
    if not key.is_file():
        return doubtful(_("There is no key yet."), _("Start the desk once: it makes one."))
    if key.stat().st_mode & 0o077:
        out = _("Keep it to its owner: chmod 600; take it away and start the desk anew if others may have read it.")
        return wrong(_("Others may read the key %(path)s."), out, path=key)
    return well(_("The key is kept to its owner."))


def disk(path: Path) -> Look:
    """Look at how much can still be written."""
    usage = shutil.disk_usage(path)
    values = {"free": readable(usage.free), "total": readable(usage.total)}
    out = _(
        "Make room, or move the folder to a larger disk: what cannot be written is refused, nothing that stands is lost."
    )
    if usage.free < LEAST:
        return wrong(_("The disk is nearly full: %(free)s free of %(total)s."), out, **values)
    if usage.free < LITTLE:
        return doubtful(_("There is little room: %(free)s free of %(total)s."), out, **values)
    return well(_("%(free)s free of %(total)s."), **values)


def free_of(path: Path) -> int:
    """Return the bytes that can still be written to a folder."""
    return shutil.disk_usage(path).free


def time_zone() -> Look:
    """Look at the zone of the pages."""
    name = read_settings().time_zone
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        out = _("Set DEMENTI_TIME_ZONE to a name such as Europe/Paris; on a bare machine install tzdata.")
        return wrong(_("%(name)s is no time zone of this machine."), out, name=name)
    return well("%(name)s.", name=name)


def models() -> Look:
    """Look whether the models can be loaded."""
    from dementi.language import analyse

    if not analyse("Aubemont.").sentences:
        return wrong(_("The models find no sentence."), _("Install the package anew: its models are damaged."))
    return well(_("The models are loaded."))


def readable(size: float) -> str:
    """Return a number of bytes as a person reads it, in units of 1,024."""
    for unit in ("B", "KiB", "MiB", "GiB"):
        if size < 1024:
            return f"{size:.1f} {unit}" if size < 10 and unit != "B" else f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:.1f} TiB"
