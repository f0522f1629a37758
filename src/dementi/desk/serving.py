# SPDX-License-Identifier: Apache-2.0
"""How does the desk run? uvicorn on one folder, which no other desk serves, with what feeds its index and asks its sources beside it."""

from __future__ import annotations

import fcntl
import logging
import signal
import socket
import threading
from datetime import UTC, datetime
from pathlib import Path

from dementi.desk.folder import open_folder
from dementi.errors import RecordError
from dementi.messages import say
from dementi.settings import read_settings

__all__ = ["serve_folder"]

log = logging.getLogger(__name__)


def serve_folder(folder: Path, *, port: int, examples: bool) -> None:
    """Serve until SIGINT or SIGTERM.

    Raises:
        RecordError: the folder cannot be used, another desk serves it, or the port is taken.
    """
    folder = open_folder(folder)
    import uvicorn

    from dementi.desk.matters.joiner import Joiner, tried
    from dementi.desk.pages.alerting import teller_of
    from dementi.desk.record.feeder import Feeder
    from dementi.desk.sources.process import Keeper

    host = read_settings().host
    with (folder / "desk.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise RecordError("Another desk serves %(folder)s already.", folder=folder) from error
        listening = _listen(host, port)
        if examples:
            _load_examples()
        # An `add` may be at its end: it lets go of the index in a moment.
        feeder = Feeder.take(folder, patience=10)
        if feeder is None:
            raise RecordError("Another process writes the index of %(folder)s: try again in a moment.", folder=folder)
        if examples:
            # The first page that a newcomer sees has them joined.
            tried(datetime.now(UTC))
        feeder.feed()
        feeder.start()
        joiner = Joiner()
        joiner.start()
        teller = teller_of(listening.getsockname()[1])
        teller.start()
        keeper = Keeper(folder)
        keeper.start()
        threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
        print(f"Démenti: http://{host}:{listening.getsockname()[1]}/", flush=True)  # noqa: T201 (what the reader waits for)
        _ask_for_the_first_account(listening.getsockname()[1])
        config = uvicorn.Config(
            "dementi.desk.asgi:application",
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            # An open list listens for news for minutes: the desk does not wait for its reader to leave.
            timeout_graceful_shutdown=3,
        )
        for stop in (signal.SIGINT, signal.SIGTERM):
            # uvicorn raises the signal again once it has stopped; by then there is still the index to be closed.
            signal.signal(stop, lambda *_: None)
        try:
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            keeper.close()
            teller.close()
            joiner.close()
            feeder.close()


def _listen(host: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        # From now on the port is ours: who asks early waits for the examples instead of being refused.
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise RecordError("Port %(port)s is taken or not allowed; choose another with --port.", port=port) from error
    return listening


def _ask_for_the_first_account(port: int) -> None:
    from dementi.desk.accounts.door import first_code, waits_for_the_first

    now = datetime.now(UTC)
    if waits_for_the_first(now):
        code, where = first_code(now, port)
        message = "This desk has no account yet. Code for the first, for one hour, at %(where)s: %(code)s"
        print(say(message, read_settings().language, where=where, code=code), flush=True)  # noqa: T201 (to who has the machine)


def _load_examples() -> None:
    from dementi.desk.adding import add_examples
    from dementi.desk.record.models import Dispatch

    if not Dispatch.objects.exists():
        log.info("%d invented examples put on the record", add_examples(datetime.now(UTC)))


def _warm_up() -> None:
    """Load the models before the first dispatch is added, so that nobody waits for them."""
    from dementi.language import analyse

    analyse("Aubemont.")
