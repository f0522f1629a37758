# SPDX-License-Identifier: Apache-2.0
"""A language is a folder: no French word stands in code, and a folder of tokens and word lists alone gives tokens and sentences."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dementi
from dementi.language import analyse, has_trees, word_list
from dementi.language.identification import known_words
from dementi.language.lexicon import lexicon
from dementi.language.pipeline import language_class

SOURCE = Path(dementi.__file__).parent
MODULES = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)
WORD = re.compile(r"[^\W\d_]+")

#: What looks like a French function word and is something else, wherever it stands.
ELSEWHERE = {
    "aux": "the tag AUX of Universal Dependencies and the relation aux",
    "démenti": "the desk's own name",
    "en": "the code of English",
    "français": "how the language is called in the list of languages",
    "twitter": "the service",
    "æ": "a letter",
    "œ": "a letter",
}
ADDRESS = "a word of an address: the desk's pages have French addresses"
#: The same in one file.
THERE = {
    ("desk/pages/account.py", "de"): ADDRESS,
    ("desk/pages/account.py", "fait"): ADDRESS,
    ("desk/pages/add.py", "fait"): ADDRESS,
    ("desk/pages/examples.py", "fait"): ADDRESS,
    ("desk/pages/frame.py", "de"): ADDRESS,
    ("desk/pages/frame.py", "fait"): ADDRESS,
    ("desk/pages/journal.py", "au"): ADDRESS,
    ("desk/pages/journal.py", "du"): ADDRESS,
    ("desk/pages/journal.py", "qui"): ADDRESS,
    ("desk/pages/keys.py", "fait"): ADDRESS,
    ("desk/pages/latest.py", "depuis"): ADDRESS,
    ("desk/pages/live.py", "depuis"): ADDRESS,
    ("desk/pages/marking.py", "fait"): ADDRESS,
    ("desk/pages/members.py", "fait"): ADDRESS,
    ("desk/pages/narrowing.py", "qui"): ADDRESS,
    ("desk/pages/noting.py", "fait"): ADDRESS,
    ("desk/pages/saving.py", "fait"): ADDRESS,
    ("desk/pages/setup.py", "fait"): ADDRESS,
    ("desk/pages/sources.py", "fait"): ADDRESS,
    ("desk/pages/urls.py", "ajouter"): ADDRESS,
    ("desk/pages/urls.py", "inviter"): ADDRESS,
    ("language/terms.py", "de"): "the code of German",
    ("reading/days.py", "cet"): "a time zone",
    ("reading/days.py", "est"): "a time zone",
    ("reading/encoding.py", "le"): "little-endian",
    ("reading/pagefacts.py", "sous"): "part of a class name of pages",
    ("reading/wire/nitf.py", "du"): "an element of NITF",
}


#: French that stands in code and has still to move into the folder.
NOT_YET: frozenset[tuple[str, str]] = frozenset()


@lru_cache(maxsize=1)
def french() -> frozenset[str]:
    """What code may not say: function words that are not English as well, verbs of saying, days and months."""
    calendar = word_list("fr", "calendar")
    words = {*known_words()["fr"], *calendar["weekdays"], *calendar["months"]}
    words.update(lemma for group in word_list("fr", "cues")["verbs"] for lemma in group["lemmas"])
    return frozenset(word for word in words if WORD.fullmatch(word) and len(word) > 1) - known_words()["en"]


def is_french(word: str) -> bool:
    return word in french() or (not word.isascii() and bool(lexicon("fr").entries(word)))


def literals(code: str) -> Iterator[str]:
    """The strings of a module that are not documentation."""
    tree = ast.parse(code)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def french_words(code: str) -> set[str]:
    return {word for text in literals(code) for word in map(str.lower, WORD.findall(text)) if is_french(word)}


def excused(name: str) -> set[str]:
    return {*ELSEWHERE, *(word for path, word in (*THERE, *NOT_YET) if path == name)}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_no_french_word_stands_in_code(path: Path) -> None:
    name = path.relative_to(SOURCE).as_posix()
    assert french_words(path.read_text("utf-8")) - excused(name) == set()


def test_nothing_is_left_to_move_out_of_language() -> None:
    assert [name for name, _ in NOT_YET if name.startswith("language/")] == []


@pytest.mark.parametrize(("name", "word"), THERE)
def test_an_excuse_is_needed_as_long_as_it_stands(name: str, word: str) -> None:
    assert word in french_words((SOURCE / name).read_text("utf-8"))


@pytest.mark.parametrize(
    "code",
    [
        'if token.norm in {"selon", "x"}: pass',
        'VERBS = ("nier", "affirmer")',
        'pattern = re.compile(r"(?:lundi|mardi) dernier")',
        'DENIED = f"{name} a réfuté"',
    ],
)
def test_a_french_word_in_code_is_seen(code: str) -> None:
    assert french_words(code) - set(ELSEWHERE)


def test_documentation_may_speak_french() -> None:
    assert french_words('"""« … », a affirmé X."""\n\n# selon lui\n') == set()


ENGLISH = (
    'The minister denied it: “No strike hit the port”. Dr. Hale left at 10.30.\nThe U.N. said nothing. "Why?" he asked.'
)


def test_a_folder_of_word_lists_gives_tokens_and_sentences_with_exact_offsets() -> None:
    assert not has_trees("en")
    analysis = analyse(ENGLISH, "en")
    assert all(ENGLISH[t.start : t.end] == t.form for t in analysis.tokens)
    assert [ENGLISH[s.start : s.end] for s in analysis.sentences][:3] == [
        "The minister denied it: “No strike hit the port”.",
        "Dr. Hale left at 10.30.",
        "The U.N. said nothing.",
    ]
    assert {t.sentence for t in analysis.tokens} == set(range(len(analysis.sentences)))
    assert analysis.entities == ()


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="abTÉ'’-.,!?«»\"() \n\u00a01", max_size=150))
def test_any_text_keeps_its_words_in_a_language_of_lists(text: str) -> None:
    analysis = analyse(text, "en")
    kept = {i for t in analysis.tokens for i in range(t.start, t.end)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in kept)
    assert all(a.last == b.first and a.end <= b.start for a, b in pairwise(analysis.sentences))


def test_a_language_without_a_lexicon_has_no_pipeline() -> None:
    with pytest.raises(FileNotFoundError):
        language_class("en")


def test_the_class_of_a_pipeline_is_made_of_its_folder() -> None:
    nlp = language_class("fr")()
    assert nlp.lang == "dementi_fr"
    assert nlp.vocab["démentent"].norm_ == lexicon("fr").ambiguity_class("démentent")
