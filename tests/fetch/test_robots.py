# SPDX-License-Identifier: Apache-2.0
"""What a robots.txt lets us read (RFC 9309)."""

import time

import pytest

from dementi.fetch.robots import is_allowed

FILE = """
# Un site inventé
User-agent: autre
Disallow: /

User-agent: *
Disallow: /prive/
Allow: /prive/ouvert
Disallow: /*.pdf$
Disallow: /recherche?*tri=

User-agent: dementi
User-agent: encore-un
Disallow: /non
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", True), ("/prive/a", False), ("/prive/ouvert/b", True), ("/a/b.pdf", False), ("/a/b.pdf?x", True),
     ("/recherche?q=a&tri=b", False), ("/recherche?q=a", True), ("/priv%65/a", False)],
)  # fmt: skip
def test_the_longest_matching_rule_decides(path: str, allowed: bool) -> None:  # noqa: FBT001 (a table)
    assert is_allowed(FILE, "Quelquun", path) is allowed


def test_a_group_of_our_own_goes_before_the_group_for_all() -> None:
    assert is_allowed(FILE, "Dementi", "/prive/a")
    assert not is_allowed(FILE, "Dementi", "/non/plus")


def test_an_empty_disallow_forbids_nothing_and_ends_its_group() -> None:
    file = "User-agent: *\nDisallow:\n\nUser-agent: autre\nDisallow: /\n"
    assert is_allowed(file, "Dementi", "/x")


@pytest.mark.parametrize(
    "file", ["", "\ufeff\0\0", "Disallow: /", "<html>introuvable</html>", "User-agent\nDisallow /"]
)
def test_a_broken_file_forbids_nothing(file: str) -> None:
    assert is_allowed(file, "Dementi", "/x")


def test_a_hostile_file_costs_little() -> None:
    file = "User-agent: *\n" + ("Disallow: /" + "*a" * 2_000 + "$\n") * 5_000
    began = time.process_time()
    assert not is_allowed(file, "Dementi", "/" + "a" * 4_000)
    assert time.process_time() - began < 3.0
