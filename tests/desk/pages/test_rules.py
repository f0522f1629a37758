# SPDX-License-Identifier: Apache-2.0
"""Each rule is said in plain words under « Pourquoi ? »."""

import re
from pathlib import Path

import pytest
from django.utils import translation

import dementi
from dementi.desk.pages.rules import RULES, say_rule
from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Relation

SOURCE = Path(dementi.__file__).parent


def named_in_code():
    """The rules that the stages name: "family.rule", and the relations' rules that are put together."""
    for path in (*sorted(SOURCE.glob("statements/*.py")), *sorted(SOURCE.glob("links/*.py"))):
        code = path.read_text("utf-8")
        yield from re.findall(
            r'"((?:according|bare|reported|noun|denial|refusal|denies|confirms|diverges)\.[a-z_]+)"', code
        )


def test_every_rule_that_the_code_names_has_words():
    found = set(named_in_code())
    assert len(found) > 10
    missing = {name for name in found if name not in RULES}
    assert missing == set()


def test_every_rule_that_finds_something_in_the_examples_has_words():
    """The names that are put together from parts are seen only where they are given."""
    folder = SOURCE / "examples"
    found: set[str] = set()
    with Newsroom() as newsroom:
        for path in sorted(folder.glob("*.txt")):
            reading = newsroom.read(Dispatch(id=path.stem, content=path.read_bytes()))
            found.update(statement.found_by for statement in reading.findings.statements)
            found.update(link.found_by for link in reading.links)
    assert len(found) > 10
    assert {name for name in found if name not in RULES} == set()


@pytest.mark.parametrize("relation", Relation)
def test_each_relation_has_rules(relation):
    assert any(name.startswith(f"{relation.value}.") for name in RULES)


def test_a_rule_is_said_in_french():
    with translation.override("fr"):
        assert say_rule("reported.that_clause") == "proposition après un verbe de parole"


def test_a_rule_without_words_is_said_by_its_family_or_by_its_name():
    with translation.override("fr"):
        assert say_rule("reported.something_new") == "mots rapportés par un verbe de parole"
        assert say_rule("something.new") == "something.new"


def test_a_rule_across_dispatches_says_so():
    with translation.override("fr"):
        here, elsewhere = say_rule("denies.restated"), say_rule("denies.restated_elsewhere")
    assert elsewhere.startswith(here)
    assert elsewhere.endswith("dans une autre dépêche")
