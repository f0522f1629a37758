# SPDX-License-Identifier: Apache-2.0
"""What stands in deploy/ fits the desk: its commands, settings and paths exist, and it has no right that it does not need."""

import inspect
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dementi import settings
from dementi.cli import commands

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
CONTAINER = (DEPLOY / "Containerfile").read_text("utf-8")
UNIT = (DEPLOY / "dementi.service").read_text("utf-8")
COMPOSE = (DEPLOY / "compose.yaml").read_text("utf-8")


def steps(text: str) -> list[tuple[str, str]]:
    """The instructions of a container file, each on one line."""
    lines = re.sub(r"\\\n", " ", re.sub(r"(?m)^\s*#.*\n", "", text)).splitlines()
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines if line.strip())]


def unknown_settings(text: str) -> set[str]:
    """The settings in a text that the desk does not know."""
    known = set(re.findall(r"DEMENTI_[A-Z_]+", inspect.getsource(settings)))
    return set(re.findall(r"DEMENTI_[A-Z_]+", text)) - known


def unit(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        name, is_set, value = line.partition("=")
        if is_set and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("text", [CONTAINER, UNIT, COMPOSE], ids=["container", "unit", "compose"])
def test_each_setting_is_one_of_the_desk(text: str) -> None:
    assert "DEMENTI_" in text
    assert unknown_settings(text) == set()


def test_a_setting_that_is_none_is_seen() -> None:
    assert unknown_settings("DEMENTI_LUNE=1") == {"DEMENTI_LUNE"}


def test_the_container_runs_a_command_of_the_desk_as_no_one_in_particular() -> None:
    last = dict(steps(CONTAINER))
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    (program,), (command,) = json.loads(last["ENTRYPOINT"]), json.loads(last["CMD"])
    assert program in scripts
    assert command in commands.commands
    assert last["USER"].split(":")[0] not in {"root", "0"}
    assert last["VOLUME"] in last["ENV"].partition("DEMENTI_DATA=")[2].split()[0]
    assert last["EXPOSE"] == re.findall(r"DEMENTI_PORT=(\d+)", last["ENV"])[0]
    assert {image.split()[0] for word, image in steps(CONTAINER) if word == "FROM"} == {"python:3.11-slim"}


def test_what_the_container_is_made_of_is_there() -> None:
    copied = [rest.split()[:-1] for word, rest in steps(CONTAINER) if word == "COPY" and "--from" not in rest]
    assert copied
    assert [name for names in copied for name in names if not (ROOT / name).exists()] == []


def test_the_container_asks_for_the_page_that_tells_its_health(opened: None) -> None:
    from django.urls import resolve

    check = dict(steps(CONTAINER))["HEALTHCHECK"]
    asked = json.loads(check[check.index("[") :])
    path = re.findall(r"http://127\.0\.0\.1:8017(/\w+)", asked[-1])[0]
    assert resolve(path).view_name == "health"
    compile(asked[-1], "healthcheck", "exec")


def test_the_unit_starts_a_command_of_the_desk_and_gives_it_few_rights() -> None:
    found = unit(UNIT)
    program, command = found["ExecStart"][0].split()
    assert (Path(program).name, command in commands.commands) == ("dementi", True)
    assert found["DynamicUser"] == ["yes"]
    assert found["ProtectSystem"] == ["strict"]
    assert found["NoNewPrivileges"] == ["yes"]
    assert found["CapabilityBoundingSet"] == [""]
    folder = next(each for each in found["Environment"] if each.startswith("DEMENTI_DATA="))
    assert folder == f"DEMENTI_DATA=/var/lib/{found['StateDirectory'][0]}"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_takes_the_unit_and_finds_it_hardened(tmp_path: Path) -> None:
    path = tmp_path / "dementi.service"
    path.write_text(UNIT.replace("/opt/dementi/bin/dementi", sys.executable), "utf-8")
    verified = subprocess.run(["systemd-analyze", "verify", str(path)], capture_output=True, text=True, check=False)  # noqa: S603, S607 (systemd's own)
    assert [line for line in verified.stderr.splitlines() if "dementi.service" in line] == []
    assert is_hardened(path)
    rights = r"(?m)^(CapabilityBoundingSet|Protect|Private|Restrict|System).*\n"
    path.write_text(re.sub(rights, "", path.read_text("utf-8")), "utf-8")
    assert not is_hardened(path), "a unit that is not hardened passes"


def is_hardened(path: Path) -> bool:
    """Whether systemd finds that a unit is exposed by 2.0 at most, of 10."""
    command = ["systemd-analyze", "security", "--offline=yes", "--threshold=20", str(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 (systemd's own)


def test_the_compose_file_gives_each_desk_a_folder_of_its_own_and_a_root_that_is_read_only() -> None:
    yaml = pytest.importorskip("yaml")
    services = yaml.safe_load(COMPOSE)["services"]
    desks = [service for name, service in services.items() if name.startswith("desk")]
    assert len(desks) == 2
    assert len({desk["volumes"][0] for desk in desks}) == 2
    assert all(desk["volumes"][0].endswith(f":{dict(steps(CONTAINER))['VOLUME']}") for desk in desks)
    assert all(desk["read_only"] and desk["cap_drop"] == ["ALL"] for desk in desks)
    assert all(desk["environment"]["DEMENTI_DATABASE"].startswith("postgresql://dementi@database/") for desk in desks)
    assert all((ROOT / desk["build"]["dockerfile"]).is_file() for desk in desks)
