# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL server of the tests' own: Debian's, in a temporary folder, on a socket; never as root, which it refuses."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

#: Nothing of a test must outlive the machine's power.
FAST = "fsync=off full_page_writes=off max_wal_senders=4 max_connections=60 shared_buffers=16MB logging_collector=off"


def found(name: str) -> str | None:
    """The path of one of PostgreSQL's programs; Debian keeps those of the server by their version."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(versions[0]) if versions else shutil.which(name)


def need() -> None:
    """Skip where there is no server; on CI nothing may be left out in silence."""
    if found("initdb") is None:
        message = "PostgreSQL is not installed (setup/debian.sh)"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)


def program(name: str, *words: str) -> list[str]:
    """A command of PostgreSQL's, as another user where we are root."""
    mine = [] if os.getuid() else ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
    return [*mine, str(found(name)), *words]


@dataclass(frozen=True)
class Server:
    """A server in a folder; the port is the name of its socket only."""

    folder: Path
    port: int

    @classmethod
    def made(cls, room: Path, port: int) -> "Server":
        """A new server, not started."""
        server = cls(room / f"server{port}", port)
        run("initdb", "-D", str(server.folder), "-U", "dementi", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        return server

    def url(self, *others: "Server", database: str = "postgres") -> str:
        """The address of a database; of several servers, in their order."""
        servers = (self, *others)
        hosts, ports = ",".join(str(s.folder.parent) for s in servers), ",".join(str(s.port) for s in servers)
        return f"postgresql:///{database}?user=dementi&host={hosts}&port={ports}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = " ".join(f"-c {each}" for each in FAST.split())
        options += f" -c listen_addresses='' -c unix_socket_directories={self.folder.parent} -p {self.port}"
        log = str(self.folder / "log")
        run("pg_ctl", "start", "-w", "-t", "30", "-D", str(self.folder), "-l", log, "-o", options)

    def stop(self) -> None:
        """Stop it at once; nothing where it is dead."""
        run("pg_ctl", "stop", "-m", "immediate", "-D", str(self.folder), check=False)

    def kill(self) -> None:
        """Kill it as a power cut does: nobody is told."""
        pid = int((self.folder / "postmaster.pid").read_text().splitlines()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for each in (pid, *map(int, children)):
            os.kill(each, signal.SIGKILL)

    def standby(self, port: int) -> "Server":
        """A replica that follows this server, started."""
        other = Server(self.folder.parent / f"server{port}", port)
        source = f"host={self.folder.parent} port={self.port} user=dementi"
        run("pg_basebackup", "-D", str(other.folder), "-d", source, "-R", "-c", "fast", "-X", "stream", "--no-sync")
        other.start()
        return other

    def promote(self) -> None:
        """Make a replica the primary."""
        run("pg_ctl", "promote", "-w", "-D", str(self.folder))

    def database(self, name: str) -> str:
        """A new database; return its address."""
        run("createdb", "-h", str(self.folder.parent), "-p", str(self.port), "-U", "dementi", name)
        return self.url(database=name)


@contextmanager
def room() -> Iterator[Path]:
    """A folder for servers: not pytest's own, which another run of pytest closes to all but its user."""
    with tempfile.TemporaryDirectory(prefix="dementi-pg-") as made:
        Path(made).chmod(0o777)
        yield Path(made)


@contextmanager
def using(database: dict[str, Any]) -> Iterator[None]:
    """Have another database in the place of the default one, in this thread."""
    from django.db import connections

    before = connections.settings["default"]
    _put(database)
    try:
        yield
    finally:
        # Also where a test fails: the next has its own database again.
        _put(before)


def _put(database: dict[str, Any]) -> None:
    from django.db import connections

    connections["default"].close()
    connections.settings["default"] = connections.configure_settings({"default": database})["default"]
    del connections["default"]


def run(name: str, *words: str, check: bool = True) -> None:
    # Into a file: what is started holds on to its pipes.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(program(name, *words), stdout=said, stderr=subprocess.STDOUT, check=False, cwd="/")  # noqa: S603 (our own command)
        said.seek(0)
        assert not check or done.returncode == 0, f"{name}: {said.read()}"
