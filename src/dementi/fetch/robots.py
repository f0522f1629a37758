# SPDX-License-Identifier: Apache-2.0
"""Does a site let machines read this address? Its robots.txt, by the Robots Exclusion Protocol (RFC 9309)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

__all__ = ["LARGEST", "is_allowed"]

#: Bytes of a robots.txt that are read (RFC 9309 asks for 500 KiB at least).
LARGEST = 512_000
#: Rules of one file that are kept, wildcards in one rule.
MOST_RULES, MOST_STARS = 5_000, 20


@dataclass(frozen=True, slots=True)
class _Group:
    agents: tuple[str, ...]
    rules: tuple[tuple[bool, str], ...]


def is_allowed(robots: str, agent: str, path: str) -> bool:
    """Say whether a robots.txt lets an agent read a path.

    Args:
        robots: the file's text.
        agent: the product token, such as "Dementi".
        path: with its query, as it is asked for.

    Returns:
        The most specific matching rule decides, "allow" where two are alike (RFC 9309, section 2.2.2); no rule allows.
    """
    groups = list(_groups(robots))
    named = [g for g in groups if any(a in agent.lower() for a in g.agents if a != "*")]
    rules = [rule for g in named or [g for g in groups if "*" in g.agents] for rule in g.rules]
    wanted = unquote(path)
    matching = [(len(pattern), allowed) for allowed, pattern in rules if _matches(pattern, wanted)]
    return max(matching)[1] if matching else True


def _groups(robots: str) -> Iterator[_Group]:
    agents: list[str] = []
    rules: list[tuple[bool, str]] = []
    ruled = False
    for line in robots.splitlines()[: 4 * MOST_RULES]:
        name, colon, value = line.partition("#")[0].partition(":")
        key, value = name.strip().lower(), value.strip()
        if colon and key == "user-agent":
            if ruled:
                yield _Group(tuple(agents), tuple(rules))
                agents, rules, ruled = [], [], False
            agents.append(value.lower())
        elif colon and key in {"allow", "disallow"}:
            ruled = True
            # "Disallow:" without a path forbids nothing.
            if value and agents and len(rules) < MOST_RULES:
                rules.append((key == "allow", unquote(value)))
    if agents:
        yield _Group(tuple(agents), tuple(rules))


def _matches(pattern: str, path: str) -> bool:
    """Match by hand: "*" is any run of characters, "$" at the end is the end; each piece is looked for once, so it is linear."""
    anchored = pattern.endswith("$")
    pieces: Sequence[str] = re.split(r"\*+", pattern.removesuffix("$"))[: MOST_STARS + 1]
    if not path.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    if len(pieces) == 1:
        return not anchored or at == len(path)
    for piece in pieces[1:-1]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    last = pieces[-1]
    if anchored:
        return path.endswith(last) and len(path) - len(last) >= at
    return path.find(last, at) >= 0
