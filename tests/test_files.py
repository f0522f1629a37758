# SPDX-License-Identifier: Apache-2.0
"""Every file of code says its licence, and none knows the machine that it was written on."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = {".py", ".sh"}
#: Paths of one machine; ../shared and /usr/bin/chromium are the same everywhere.
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|farm)/")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S607 (git is what the project is fetched with)
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def is_text(path: Path) -> bool:
    return b"\0" not in path.read_bytes()[:8192]


TEXTS = [p for p in tracked() if is_text(p) and p != Path(__file__)]


@pytest.mark.parametrize("path", [p for p in TEXTS if p.suffix in CODE], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_file_of_code_names_its_licence(path: Path) -> None:
    assert "SPDX-License-Identifier: " in path.read_text("utf-8")[:600]


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_file_holds_no_path_of_one_machine(path: Path) -> None:
    assert MACHINE.findall(path.read_text("utf-8", "replace")) == []


def test_a_path_of_one_machine_is_seen() -> None:
    for folder in ("work", "root", "home/ina"):
        assert MACHINE.search(f"open('/{folder}/x')")
    assert not MACHINE.search("../shared/data and /usr/bin/chromium")
