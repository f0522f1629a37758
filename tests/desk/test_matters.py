# SPDX-License-Identifier: Apache-2.0
"""Dispatches on record are joined behind its log: copies, stories, ties; again and in any order the same; people's word goes first."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.desk.castelnoir import CLAIM, COPY, DENIAL, OTHER

EARLIER = CLAIM.replace("six appareils", "plusieurs appareils").replace("a annoncé lundi", "a annoncé lundi matin")

PRELUDE = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from dementi.desk.folder import open_folder
open_folder(Path(sys.argv[1]))
from dementi.desk.matters import decided, joiner
from dementi.desk.matters.models import Decision, Group, Joined, Member, Tie
from dementi.desk.record.models import Dispatch
NOW = datetime(2026, 3, 12, tzinfo=UTC)
names = dict(Dispatch.objects.values_list("id", "name"))
ids = {name: key for key, name in names.items()}
def groups():
    return {g.kind + " " + g.id: [names[m.dispatch] for m in g.members.all()] for g in Group.objects.all()}
def ties():
    return sorted([t.relation, names[t.source], names[t.target]] for t in Tie.objects.all())
"""


def run(folder: Path, code: str) -> Any:
    command = [sys.executable, "-c", PRELUDE + code, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (our own code)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def add(folder: Path, name: str, text: str, published: str, outlet: str) -> None:
    path = folder.parent / f"{name}.txt"
    path.write_text(text)
    command = [sys.executable, "-m", "dementi.cli", "add", "--data", str(folder), "--as", "article"]
    command += ["--published", published, "--outlet", outlet, str(path)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 (our own command)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("matters") / "desk"
    add(folder, "claim", CLAIM, "2026-03-09T18:05:00+01:00", "Le Courrier d'Aubemont")
    add(folder, "denial", DENIAL, "2026-03-10T09:00:00+01:00", "Orsanne-Presse")
    add(folder, "copy", COPY, "2026-03-09T19:40:00+01:00", "Radio-Ostre")
    add(folder, "other", OTHER, "2026-03-10T10:00:00+01:00", "La Gazette des Ports")
    return folder


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    """A copy of the desk, to be changed."""
    import shutil

    return Path(shutil.copytree(filled, tmp_path / "desk"))


def members(folder: Path, kind: str) -> list[list[str]]:
    found: dict[str, list[str]] = run(folder, "print(json.dumps(groups()))")
    return [names for key, names in found.items() if key.startswith(kind)]


def test_copies_and_stories_are_kept_and_what_is_alone_is_in_none(filled: Path) -> None:
    assert members(filled, "copies") == [["claim", "copy"]]
    assert members(filled, "story") == [["claim", "copy", "denial"]]


def test_a_denial_in_one_outlet_is_tied_to_the_claim_in_another(filled: Path) -> None:
    ties = run(filled, "print(json.dumps(ties()))")
    assert ["denies", "denial", "claim"] in ties
    assert all("other" not in tie for tie in ties)
    assert run(filled, "print(Dispatch.objects.get(name='claim').contested and 1 or 0)") == 1
    assert run(filled, "print(Dispatch.objects.get(name='other').contested and 1 or 0)") == 0


def test_joining_again_changes_nothing(folder: Path) -> None:
    before = run(folder, "print(json.dumps([groups(), ties()]))")
    again = "done = joiner.join_new(NOW); print(json.dumps([done, groups(), ties()]))"
    assert run(folder, again) == [0, *before]
    assert run(folder, "Joined.objects.update(seq=0); " + again)[1:] == before


def test_a_story_keeps_its_address_when_an_earlier_dispatch_comes(folder: Path) -> None:
    before = run(folder, "print(json.dumps(list(groups())))")
    add(folder, "earlier", EARLIER, "2026-03-09T07:00:00+01:00", "AVP")
    after = run(folder, "print(json.dumps(groups()))")
    assert sorted(after) == sorted(before)
    assert next(names for key, names in after.items() if key.startswith("story"))[0] == "earlier"


def test_what_is_taken_away_leaves_its_groups_and_ties(folder: Path) -> None:
    code = """
from dementi.desk.record import store
store.remove(ids["denial"], NOW)
joiner.join_new(NOW)
print(json.dumps([groups(), ties(), Dispatch.objects.get(name="claim").contested]))
"""
    groups, ties, contested = run(folder, code)
    assert all("denial" not in names for names in groups.values())
    assert (ties, contested) == ([], False)


def test_what_a_person_sets_apart_stays_apart_until_that_is_undone(folder: Path) -> None:
    code = """
pair = frozenset({ids["claim"], ids["copy"]})
number = decided.decide("copies", pair, together=False, who="Ina", now=NOW)
Joined.objects.update(seq=0); joiner.join_new(NOW)
apart = groups()
decided.undo(number, who="Ina", now=NOW)
Joined.objects.update(seq=0); joiner.join_new(NOW)
print(json.dumps([apart, groups(), Decision.objects.count()]))
"""
    apart, again, lines = run(folder, code)
    assert not any(key.startswith("copies") for key in apart)
    assert [names for key, names in again.items() if key.startswith("copies")] == [["claim", "copy"]]
    assert lines == 2


def test_of_one_dispatch_nothing_is_decided(folder: Path) -> None:
    code = """
try:
    decided.decide("copies", frozenset({"a"}), together=True, who="Ina", now=NOW)
except ValueError as error:
    print(json.dumps([str(error), Decision.objects.count()]))
"""
    assert run(folder, code) == ["a decision is of two dispatches or more", 0]


def test_a_joiner_that_fails_is_said_to_have_and_takes_it_up_again(folder: Path) -> None:
    code = """
def broken(*_, **__):
    raise OSError("disk full")
kept, joiner.join = joiner.join, broken
Joined.objects.update(seq=0)
failed = joiner.tried(NOW)
joiner.join = kept
print(json.dumps([failed, joiner.tried(NOW), len(groups())]))
"""
    assert run(folder, code) == [False, True, 2]


def test_what_cannot_be_joined_is_logged_gone_past_and_said_until_it_is_joined(folder: Path) -> None:
    code = """
import logging
from dementi.desk.doctor import record
from dementi.desk.pages import health
class Heard(logging.Handler):
    said = ""
    def emit(self, record):
        Heard.said += record.getMessage() + str(record.exc_info[1])
logging.getLogger("dementi.desk.matters.joiner").addHandler(Heard())
def broken(*_, **__):
    raise ValueError("a fault of ours")
def standing():
    return [record.joining().stands.name, health._joining().found, health._joining().is_well]
kept, joiner.join = joiner.join, broken
Joined.objects.update(seq=0)
done, missed = joiner.tried(NOW), joiner.unjoined()
heard = all(key in Heard.said for key in ids.values()) and "a fault of ours" in Heard.said
seen, again = standing(), joiner.join_new(NOW)
joiner.join = kept
Joined.objects.update(seq=0)
joiner.tried(NOW)
print(json.dumps([done, missed == frozenset(ids.values()), heard, seen, again, len(joiner.unjoined()), standing()]))
"""
    done, all_missed, heard, seen, again, left, healed = run(folder, code)
    assert (done, all_missed, heard, again, left) == (True, True, True, 0, 0)
    assert seen[0] == "DOUBTFUL"
    assert "4" in seen[1]
    assert seen[2] is True
    assert healed == ["WELL", "À jour.", True]


def test_ties_of_more_dispatches_than_one_query_takes_are_found_once_each(folder: Path) -> None:
    code = """
from django.db import connection
from django.test.utils import CaptureQueriesContext
from dementi.desk.matters import ties as ties_on_record
few = {k: [(l.source, l.target) for l in v] for k, v in ties_on_record.ties_by_dispatch(ids.values()).items()}
many = [*ids.values(), *(f"none{n}" for n in range(40_000))]
more = {k: [(l.source, l.target) for l in v] for k, v in ties_on_record.ties_by_dispatch(many).items()}
among = len(ties_on_record.ties_among(set(many)))
ties_on_record.AT_ONCE = 1
with CaptureQueriesContext(connection) as asked:
    single = ties_on_record.ties_by_dispatch(ids.values())
print(json.dumps([few == more, sorted(single) == sorted(few), len(few), among, len(ties()), len(asked)]))
"""
    same, same_by_one, ends, among, all_of_them, asked = run(folder, code)
    assert same
    assert same_by_one
    assert (ends, asked) == (2, 4)
    assert among == all_of_them > 0


def test_joining_what_is_new_gives_what_joining_all_gives(folder: Path) -> None:
    """Only what concerns the new ones is compared; the record is the same as if all came at once."""
    add(folder, "earlier", EARLIER, "2026-03-09T07:00:00+01:00", "AVP")
    step_by_step = run(folder, "print(json.dumps([sorted(map(sorted, groups().values())), ties()]))")
    at_once = (
        "Group.objects.all().delete(); Tie.objects.all().delete(); Joined.objects.update(seq=0); joiner.join_new(NOW); "
    )
    assert run(folder, at_once + "print(json.dumps([sorted(map(sorted, groups().values())), ties()]))") == step_by_step
