# SPDX-License-Identifier: Apache-2.0
"""A stream of news ends with the desk, whoever listens; an odd question is no error."""

import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

Serving = tuple[subprocess.Popen[str], str]


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    command = [sys.executable, "-m", "dementi.cli", "serve", "--data", str(tmp_path / "desk"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603
        assert process.stdout
        yield process, process.stdout.readline().split()[-1].rstrip("/")
        process.kill()


@pytest.mark.parametrize("since", ["0", "", "abc", "-1", "9" * 40])
def test_the_desk_ends_while_somebody_listens(serving: Serving, since: str) -> None:
    process, url = serving
    with urllib.request.urlopen(f"{url}/direct?depuis={since}", timeout=20) as stream:  # noqa: S310 (our own address)
        assert stream.headers["Content-Type"].startswith("text/event-stream")
        assert stream.readline() == b"retry: 5000\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
