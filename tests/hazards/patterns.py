# SPDX-License-Identifier: Apache-2.0
"""Which patterns does the program compile, and which of them take more than linear time? Printed as JSON, a line each.

Run in a process of its own: ``re.compile`` is listened to before anything of ours is imported, so that patterns built from word
lists and inside functions are met too; what stands in the code as a literal is found there, whether it is run or not.
"""
# ruff: noqa: T201 (its output is its answer)

import ast
import importlib
import json
import pkgutil
import re
import re._parser as parser  # type: ignore[import-not-found]
import sys
import time
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

#: Characters of the hostile texts: four times the text takes quadratic time sixteen times as long.
SIZES = (250, 1_000, 4_000, 16_000)
#: Seconds that the longer may take; linear patterns take a thirtieth.
MOST = 0.04
#: Patterns that may take more, by their starts, and what bounds what they are given.
BOUNDED = {
    r"\s*(?:(?:[A-Z": "the dateline: matched once, at the start of a text, in its first 120 characters",
    r"\s{0,999}": "told from the start of a dispatch: matched once, at its start; every run in it is bounded",
}
#: Texts that are tried on one pattern.
TRIES = 28

_met: dict[tuple[object, int], str] = {}
_compile = re._compile  # type: ignore[attr-defined]


def listening(pattern: object, flags: int) -> re.Pattern[str]:
    frame = sys._getframe(2)
    name = str(frame.f_globals.get("__name__"))
    if name.startswith("dementi") and isinstance(pattern, str | bytes):
        _met.setdefault((pattern, int(flags)), name)
    found: re.Pattern[str] = _compile(pattern, flags)
    return found


def atoms(parsed: object) -> Iterator[str]:
    """Yield a character for each thing that a pattern matches, in order: what repeats of it may be long."""
    for kind, value in parsed:  # type: ignore[attr-defined]
        name = str(kind)
        if name == "LITERAL":
            yield chr(value)
        elif name == "NOT_LITERAL":
            yield "a" if chr(value) != "a" else "b"
        elif name == "ANY":
            yield "x"
        elif name == "IN":
            yield _one_of(value)
        elif name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            yield from atoms(value[2])
        elif name in {"SUBPATTERN", "ATOMIC_GROUP"}:
            yield from atoms(value[-1] if name == "SUBPATTERN" else value)
        elif name == "BRANCH":
            for branch in islice(value[1], 6):
                yield from islice(atoms(branch), 8)
        elif name in {"ASSERT", "ASSERT_NOT"}:
            yield from atoms(value[1])


def _one_of(members: list[tuple[object, Any]]) -> str:
    negated = str(members[0][0]) == "NEGATE"
    holds = re.compile("[" + "".join(_written(kind, value) for kind, value in members) + "]")
    found = next((c for c in "a1 .A\n-»'é<\"/(x" if holds.match(c)), None)
    return found or ("\u00a0" if negated or holds.match("\u00a0") else chr(_first(members)))


def _first(members: list[tuple[object, Any]]) -> int:
    for kind, value in members:
        if str(kind) == "LITERAL":
            return int(value)
        if str(kind) == "RANGE":
            return int(value[0])
    return 32


def _written(kind: object, value: Any) -> str:
    name = str(kind)
    if name == "NEGATE":
        return "^"
    if name == "LITERAL":
        return re.escape(chr(value))
    if name == "RANGE":
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return {
        "CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w", "CATEGORY_NOT_DIGIT": r"\D",
        "CATEGORY_NOT_SPACE": r"\S", "CATEGORY_NOT_WORD": r"\W",
    }[str(value)]  # fmt: skip


def texts(pattern: str, flags: int, size: int) -> Iterator[str]:
    """Yield hostile texts: each thing that the pattern matches, and each two and three that follow one another, over and over."""
    found = list(dict.fromkeys(atoms(parser.parse(pattern, flags))))[:40] or ["a"]
    ordered = list(islice(atoms(parser.parse(pattern, flags)), 60)) or ["a"]
    head = "".join(ordered)
    units = list(
        dict.fromkeys(
            [
                *found[:10],
                *map("".join, pairwise(ordered)),
                head,
                head[:-1] or "a",
                " ",
                "a ",
                "a",
            ]
        )
    )
    for unit in units[:TRIES]:
        yield (unit * size)[:size] + "\x00"
        yield (head[: len(head) // 2] + unit * size)[:size] + "!"


def spent(pattern: re.Pattern[str], text: str, calls: int = 1) -> float:
    best = 9.0
    for _ in range(calls):
        began = time.process_time()
        for _ in pattern.finditer(text):
            pass
        best = min(best, time.process_time() - began)
    return best


def slow(pattern: re.Pattern[str], written: str, flags: int) -> tuple[float, float, str] | None:
    """Return how long the first hostile text takes that takes more than linear time: a quarter of it, the whole, its start."""
    for size in SIZES[1:]:
        for text in texts(written, flags, size):
            if spent(pattern, text) < MOST:
                continue
            # Again, lest another process's work be taken for the pattern's.
            quarter, whole = spent(pattern, text[: size // 4] + text[-1], 3), spent(pattern, text, 3)
            if whole > MOST and whole > 8 * quarter:
                return quarter, whole, text[:24]
    return None


def main() -> None:
    re._compile = listening  # type: ignore[attr-defined]
    import django

    django.setup()
    import dementi

    for module in pkgutil.walk_packages(dementi.__path__, "dementi."):
        if ".migrations" not in module.name:
            try:
                importlib.import_module(module.name)
            except ImportError as error:
                print(f"{module.name} is not looked at: {error}", file=sys.stderr)
    _read_the_examples()
    re._compile = _compile  # type: ignore[attr-defined]
    for literal, where in literals(Path(dementi.__path__[0])):
        _met.setdefault((literal, 0), where)
    for (written, flags), name in _met.items():
        text = written.decode("latin-1") if isinstance(written, bytes) else str(written)
        print(
            json.dumps(
                {
                    "module": name,
                    "pattern": text,
                    "slow": None if text.startswith(tuple(BOUNDED)) else slow(re.compile(text, flags), text, flags),
                }
            )
        )


def literals(folder: Path) -> Iterator[tuple[str | bytes, str]]:
    """Yield each pattern that is written out in a call of ``re``, and the module in which it stands."""
    for path in sorted(folder.rglob("*.py")):
        module = ".".join(path.relative_to(folder.parent).with_suffix("").parts).removesuffix(".__init__")
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or not call.args:
                continue
            pattern = call.args[0]
            of_re = isinstance(call.func.value, ast.Name) and call.func.value.id == "re"
            if of_re and isinstance(pattern, ast.Constant) and isinstance(pattern.value, str | bytes):
                yield pattern.value, module


def _read_the_examples() -> None:
    """Read what ships as examples, so that patterns which are built at the first use are built."""
    from importlib.resources import files

    from dementi.language.terms import terms
    from dementi.newsroom import Newsroom
    from dementi.reading import read
    from dementi.record import Dispatch, Form

    with Newsroom() as newsroom:
        for each in sorted(files("dementi").joinpath("examples").iterdir(), key=lambda p: p.name):
            if each.name.endswith((".txt", ".html", ".json", ".xml")):
                content = each.read_bytes()
                form = Form.PAGE if each.name.endswith(".html") else Form.DUMP
                article, _ = read(Dispatch(id="x", content=content, form=form, published="2026-03-09"))
                newsroom.read(Dispatch(id="x", content=article.text, form=Form.ARTICLE, published="2026-03-09"))
    terms("l'armée")


if __name__ == "__main__":
    main()
