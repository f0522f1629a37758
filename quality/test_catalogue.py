# SPDX-License-Identifier: Apache-2.0
"""Everything that the desk says is said in French too, set as French is set."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest


def the_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue", Path(__file__).with_name("catalogue.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


catalogue = the_script()

#: French sets a narrow space that does not break before high punctuation and inside guillemets.
BADLY_SET = {
    "no space before high punctuation": re.compile(r"\w[;!?»]|[^\s\d/]:(?!//)(?!\d)"),
    "a space that breaks": re.compile(r"(?<=\S) [:;!?»]|« "),
    "a typewriter's quotation mark": re.compile(r"""["']"""),
    "three dots": re.compile(r"\.\.\.(?!\u202f»)"),
    "a hyphen for a dash": re.compile(r" - "),
}

FRENCH = [
    string
    for message in catalogue.read("fr")
    if message.id
    for string in (message.string if isinstance(message.string, tuple) else (message.string,))
]


def test_every_message_is_translated_and_both_files_are_up_to_date():
    assert catalogue.faults() == []


def test_there_are_messages_from_code_templates_and_errors():
    found = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue.extracted()}
    assert {"Latest news", "Skip to the content", "No file was chosen.", "%(count)s dispatch"} <= found


@pytest.mark.parametrize("string", FRENCH)
def test_french_is_set_as_french(string):
    wrong = [name for name, pattern in BADLY_SET.items() if pattern.search(re.sub(r"%\(\w+\)s", "x", string))]
    assert wrong == []


@pytest.mark.parametrize(
    "bad", ["Pourquoi ?", "Pourquoi?", "« aucun »", "l'armée", "suite...", "oui - non", "Côté: sud"]
)
def test_the_check_of_typography_can_fail(bad):
    assert any(pattern.search(bad) for pattern in BADLY_SET.values())


def test_places_for_values_are_the_same_in_both_languages():
    for message in catalogue.read("fr"):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = {place for key in ids for place in re.findall(r"%\(\w+\)s", key)}
        for string in strings:
            assert set(re.findall(r"%\(\w+\)s", string)) <= wanted
            assert {place for place in wanted if place != "%(count)s"} <= set(re.findall(r"%\(\w+\)s", string))


def test_a_message_without_translation_is_seen():
    made = catalogue.Catalog(locale="fr")
    made.add("Said", "")
    assert catalogue.untranslated(made) == ["Said"]


def test_messages_are_found_in_each_way_of_saying():
    source = """
raise InputError("One.", path=path)
Trouble("fetch", "Two.")
message = "Three." if ok else "Four."
pgettext("a", "Five")
ngettext("%(n)s six", "%(n)s sixes", n)
"""
    assert set(catalogue.keys_in_code(source)) == {
        (None, "One.", None),
        (None, "Two.", None),
        (None, "Three.", None),
        (None, "Four.", None),
        ("a", "Five", None),
        (None, "%(n)s six", "%(n)s sixes"),
    }
