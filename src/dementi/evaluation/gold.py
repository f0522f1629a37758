# SPDX-License-Identifier: Apache-2.0
"""What did an editor hold right? A file of gold, one article each: its statements, links and denials without words.

The object is {"id", "text", "published", "statements": [{"id", "type", "stance", "content": [span], "source": span|null,
"cue": span|null, "speaker": name, "said": span with date|null}], "links": [{"from", "to", "relation", "also": [ids]}],
"bare_denials": [{"cue": span, …}]}; a span is {"start", "end", "exact"} in characters of the text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dementi.errors import InputError
from dementi.record import Relation, Span, Stance, StatementType

__all__ = ["GoldArticle", "GoldLink", "GoldStatement", "read_gold"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStatement:
    """A statement as an editor holds it.

    Attributes:
        id: within its article.
        type: whose words.
        stance: what the speaker does.
        content: the pieces.
        source: the mention; None: none is expressed.
        speaker: the fullest name; "": not known.
        day: the ISO day on which it was said; None: not told.
    """

    id: str
    type: StatementType
    stance: Stance
    content: tuple[Span, ...]
    source: Span | None
    speaker: str
    day: str | None


@dataclass(frozen=True, slots=True)
class GoldLink:
    """A link as an editor holds it; each of the targets is right."""

    relation: Relation
    source: str
    targets: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article with what an editor holds of it.

    Attributes:
        id: the dispatch's.
        text: the article's, in which the spans count.
        published: ISO; None: not known.
        statements: in the order given.
        links: between them.
        bare: the cues of denials without words.
    """

    id: str
    text: str
    published: str | None
    statements: tuple[GoldStatement, ...]
    links: tuple[GoldLink, ...]
    bare: tuple[Span, ...]


def read_gold(path: Path) -> GoldArticle:
    """Return the gold that a file holds.

    Raises:
        InputError: it cannot be opened, or does not hold gold: the sentence says what is missing.
    """
    try:
        entry = json.loads(path.read_text("utf-8"))
        return _article(entry)
    except OSError as error:
        raise InputError("%(path)s cannot be opened: %(why)s.", path=path, why=error.strerror or error) from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        why = f"{type(error).__name__}: {error}"
        raise InputError("%(path)s holds no gold of an article: %(why)s.", path=path, why=why) from error


def _article(entry: Mapping[str, Any]) -> GoldArticle:
    text = entry["text"]
    return GoldArticle(
        id=str(entry["id"]),
        text=text,
        published=entry.get("published"),
        statements=tuple(_statement(text, s) for s in entry["statements"]),
        links=tuple(
            GoldLink(Relation(k["relation"]), k["from"], frozenset((k["to"], *k.get("also", ()))))
            for k in entry.get("links", ())
        ),
        bare=tuple(_span(text, b["cue"]) for b in entry.get("bare_denials", ())),
    )


def _statement(text: str, entry: Mapping[str, Any]) -> GoldStatement:
    said = entry.get("said")
    return GoldStatement(
        id=entry["id"],
        type=StatementType(entry["type"]),
        stance=Stance(entry["stance"]),
        content=tuple(_span(text, piece) for piece in entry["content"]),
        source=_span(text, entry["source"]) if entry.get("source") else None,
        speaker=entry.get("speaker") or "",
        day=(said.get("date") or None) if said else None,
    )


def _span(text: str, entry: Mapping[str, Any]) -> Span:
    span = Span.of(text, entry["start"], entry["end"])
    if span.exact != entry["exact"]:
        raise ValueError(f"{entry['start']}..{entry['end']} holds other words than {entry['exact'][:40]!r}")
    return span
