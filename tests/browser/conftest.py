# SPDX-License-Identifier: Apache-2.0
"""A desk that runs on a folder of its own, and Debian's chromium to walk through it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREENSHOTS = Path(__file__).parent / "screenshots"

#: Seconds that a desk may take to answer on a busy machine.
PATIENCE = 60


@dataclass(frozen=True)
class Desk:
    """A desk that runs: its address, its folder."""

    url: str
    folder: Path


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Give the browser; on CI a missing one is a failure, never a skip.

    Its loop ends with these tests: those that follow ask the record in this thread, which Django refuses beside a loop.
    """
    if not CHROMIUM.exists():
        message = f"no browser at {CHROMIUM}: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


def running(folder: Path, *flags: str) -> Iterator[Desk]:
    """Run a desk on a folder until the tests are done with it."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    log = folder.with_suffix(".log")
    command = [sys.executable, "-m", "dementi.cli", "serve", "--data", str(folder), "--port", str(port), *flags]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603 (our own command)
        try:
            _wait(url, process, log)
            yield Desk(url, folder)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture(scope="module")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a desk with nothing on record."""
    yield from running(tmp_path_factory.mktemp("empty") / "desk")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a desk with the invented examples."""
    yield from running(tmp_path_factory.mktemp("desk") / "desk", "--examples")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"the desk ended:\n{log.read_text('utf-8', 'replace')[-4000:]}")
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 (our own address)
                return
        except urllib.error.HTTPError as error:
            pytest.fail(f"the desk answers {error.code}:\n{log.read_text('utf-8', 'replace')[-4000:]}")
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the desk does not answer:\n{log.read_text('utf-8', 'replace')[-4000:]}")


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """Give the folder of pictures to be looked at; it is not kept."""
    SCREENSHOTS.mkdir(exist_ok=True)
    return SCREENSHOTS
