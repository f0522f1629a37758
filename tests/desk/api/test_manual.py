# SPDX-License-Identifier: Apache-2.0
"""The manual's examples of the API are run as they stand: each address answers, with the members that the manual shows."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text("utf-8")
#: A call, and the answer that stands below it.
EXAMPLE = re.compile(r"^    (curl [^\n]+)\n(?:\n```json\n(.+?)\n```)?", re.MULTILINE | re.DOTALL)
EXAMPLES = [(found[1], found[2]) for found in EXAMPLE.finditer(PAGE)]


def asked(command: str, names: dict[str, str]) -> Any:
    """What a call of curl asks, answered in this process."""
    from django.test import Client

    for name, value in names.items():
        command = command.replace(f"${name}", value)
    words, headers, sent, method = shlex.split(command)[1:], {}, None, "get"
    while words[:-1]:
        option, value, *words = words
        if option == "-X":
            method = value.lower()
        elif option == "-H":
            name, _, said = value.partition(": ")
            headers[name] = said
        elif option == "--json":
            sent = value
        else:
            raise ValueError(option)
    path = words[0].removeprefix("http://127.0.0.1:8017")
    client = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    if method == "get":
        return client.get(path, headers=headers)
    return client.post(path, sent, content_type="application/json", headers=headers)


def lacks(shown: object, answer: object, place: str = "") -> list[str]:
    """The members that an example shows and an answer does not have."""
    if isinstance(shown, dict):
        if not isinstance(answer, dict):
            return [place]
        return [
            lack
            for name, inner in shown.items()
            for lack in ([f"{place}.{name}"] if name not in answer else lacks(inner, answer[name], f"{place}.{name}"))
        ]
    if isinstance(shown, list) and shown and isinstance(answer, list):
        return lacks(shown[0], answer[0], f"{place}[0]") if answer else [f"{place}[0]"]
    return []


@pytest.fixture(scope="module")
def names(desk: Path, key: Callable[..., str]) -> dict[str, str]:
    from dementi.desk.record.models import Statement

    said = Statement.objects.filter(speaker_name="Idris Maubert").first()
    return {"KEY": key(), "DISPATCH": said.dispatch_id, "STATEMENT": said.statement}


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[command[:60] for command, _ in EXAMPLES])
def test_an_example_of_the_manual_is_answered_as_it_says(names: dict[str, str], command: str, shown: str) -> None:
    answer = asked(command, names)
    said = json.loads(shown) if shown else {}
    assert answer.status_code == said.get("status", answer.status_code)
    assert answer.status_code < 300 or "status" in said, answer.content
    assert lacks(said, answer.json()) == []


def test_all_examples_are_found_and_a_member_that_is_not_there_is_seen() -> None:
    assert len(EXAMPLES) == PAGE.count("    curl ") >= 7
    assert lacks({"items": [{"id": "", "verdict": ""}]}, {"items": [{"id": "a"}]}) == [".items[0].verdict"]


def test_every_address_of_the_api_is_in_the_manual(desk: Path) -> None:
    from django.test import Client

    paths = Client(SERVER_NAME="localhost").get("/api/v1/openapi.json").json()["paths"]
    first = {path.removeprefix("/api/v1").split("{")[0].rstrip("/.") for path in paths} - {""}
    assert {path for path in first if path not in PAGE} == set()


def test_a_command_that_needs_no_desk_does_not_load_the_api() -> None:
    code = "import sys, dementi.cli; print([name for name in ('ninja', 'pydantic', 'django') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 (our own code)
    assert done.stdout.strip() == "[]"
