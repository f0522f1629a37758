# SPDX-License-Identifier: Apache-2.0
"""What goes into the index for one dispatch? One document for it, and one for each of its statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from dementi.record import Article, Link, Reading, Relation, Stance, Statement

__all__ = ["DispatchDocument", "StatementDocument", "Times", "documents_of", "passages"]


OPENING = ("«", "“", "‹", '"')


@dataclass(frozen=True, slots=True)
class Times:
    """When a dispatch was published and when it came in.

    Attributes:
        received: an aware instant.
        published: an aware instant (midnight of the day where only the day is known); None: not known.
    """

    received: datetime
    published: datetime | None = None

    @property
    def instant(self) -> datetime:
        """The instant that the newest-first order goes by."""
        # What says that it is of tomorrow came in today.
        return min(self.published or self.received, self.received)


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchDocument:
    """A dispatch as it can be found.

    Attributes:
        dispatch: its id.
        times: published, received.
        headline, text: the article's; the text holds the headline too.
        language: BCP 47; None: not told.
        outlet: None: not known.
        speakers: each name once, in reading order; "" stands for a speaker who is not known.
        about: their roles, sides and how the text names them, for ``qui:``.
        stances: those of its statements, each once.
        kinds: what the facet "kind" counts it under: stances, and "figure" where it holds figures.
        said, denied: the words of what is said and of what is denied, a piece each.
        contested: a link of the record says that somebody denies something of it, or it of another.
        story: the id of its story; None: none.
        places: names of places, for ``lieu:``.
    """

    dispatch: str
    times: Times
    headline: str
    text: str
    language: str | None
    outlet: str | None
    speakers: tuple[str, ...]
    about: tuple[str, ...]
    stances: tuple[Stance, ...]
    kinds: tuple[str, ...]
    said: tuple[str, ...]
    denied: tuple[str, ...]
    contested: bool
    story: str | None = None
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDocument:
    """A statement as it can be found.

    Attributes:
        dispatch, statement: their ids.
        times: the dispatch's.
        texts: its passages: from its first word to its last, then those of what it answers.
        language, outlet, story: the dispatch's.
        speaker: "" where it is not known.
        about: the speaker's role and side, for ``qui:``.
        stance: what the speaker does with the content.
        kinds: the stance, and "figure" where a figure stands in it.
        day: the ISO day it was said; None: not known.
        said, denied: its content, or what it denies.
        contested: a link of the record denies it, or it denies another.
    """

    dispatch: str
    statement: str
    times: Times
    texts: tuple[str, ...]
    language: str | None
    outlet: str | None
    speaker: str
    about: tuple[str, ...]
    stance: Stance
    kinds: tuple[str, ...]
    day: str | None
    said: tuple[str, ...]
    denied: tuple[str, ...]
    contested: bool
    story: str | None = None
    places: tuple[str, ...] = ()


def documents_of(
    reading: Reading, times: Times, *, links: tuple[Link, ...] = (), story: str | None = None
) -> tuple[DispatchDocument | StatementDocument, ...]:
    """Return the documents of one dispatch, its own first; none where it could not be read.

    Args:
        reading: what the desk knows of the dispatch; its id becomes the documents' ``dispatch``.
        times: published, received.
        links: those with other dispatches, beside the reading's own; of their ends, the statement ids
            of this dispatch count.
        story: the id of its story, where it has one.
    """
    article = reading.article
    if article is None:
        return ()
    all_links = (*reading.links, *links)
    contested = frozenset(chain.from_iterable((k.source, k.target) for k in all_links if k.relation is Relation.DENIES))
    figured = frozenset(f.statement for f in reading.findings.figures if f.statement)
    statements = tuple(
        _statement_document(reading, article, statement, times, contested, figured, story)
        for statement in reading.findings.statements
    )
    dispatch = DispatchDocument(
        dispatch=reading.id,
        times=times,
        headline=article.headline or "",
        text=article.text,
        language=article.language,
        outlet=article.outlet,
        speakers=tuple(dict.fromkeys(s.speaker for s in statements)),
        about=tuple(dict.fromkeys(chain.from_iterable(s.about for s in statements))),
        stances=tuple(dict.fromkeys(s.stance for s in statements)),
        kinds=tuple(dict.fromkeys(chain.from_iterable(s.kinds for s in statements))),
        said=tuple(chain.from_iterable(s.said for s in statements)),
        denied=tuple(chain.from_iterable(s.denied for s in statements)),
        contested=any(s.contested for s in statements),
        story=story,
        places=tuple(dict.fromkeys(place.exact for place in reading.findings.places)),
    )
    return (dispatch, *statements)


def passages(reading: Reading, statement: Statement) -> tuple[tuple[int, int], ...]:
    """Return the characters of the article that a statement is found by, in the order of its document's texts.

    First from its own first word to its last, then the same of each statement that it answers.
    """
    by_id = {s.id: s for s in reading.findings.statements}
    answered = [by_id[k.target] for k in reading.links if k.source == statement.id and k.target in by_id]
    text = reading.article.text if reading.article else ""
    hulls = [_hull(s) for s in (statement, *answered)]
    return tuple(dict.fromkeys((_with_mark(text, hull[0]), hull[1]) for hull in hulls if hull is not None))


def _with_mark(text: str, start: int) -> int:
    """Move a start before the quotation mark that stands right before it: words do not lose the mark that opens them."""
    before = text[max(0, start - 3) : start].rstrip()
    return start - 3 + len(before) - 1 if start >= 3 and before.endswith(OPENING) else start


def _hull(statement: Statement) -> tuple[int, int] | None:
    parts = (statement.source, statement.cue, statement.medium, statement.addressee, statement.denied)
    spans = [*statement.content, *(span for span in parts if span is not None)]
    if statement.said is not None:
        spans.append(statement.said.words)
    if not spans:
        return None
    return min(span.start for span in spans), max(span.end for span in spans)


def _statement_document(  # noqa: PLR0913, PLR0917 - one caller; each is a fact of the same dispatch
    reading: Reading,
    article: Article,
    statement: Statement,
    times: Times,
    contested: frozenset[str],
    figured: frozenset[str],
    story: str | None,
) -> StatementDocument:
    speaker = statement.speaker
    words = tuple(span.exact for span in statement.content)
    found_by = passages(reading, statement)
    denies = statement.stance is Stance.DENIES
    about = () if speaker is None else tuple(part for part in (speaker.role, speaker.side) if part)
    return StatementDocument(
        dispatch=reading.id,
        statement=statement.id,
        times=times,
        texts=tuple(article.text[start:end] for start, end in found_by),
        language=article.language,
        outlet=article.outlet,
        speaker="" if speaker is None else speaker.name,
        about=(*about, *((statement.source.exact,) if statement.source else ())),
        stance=statement.stance,
        kinds=(statement.stance.value, *(("figure",) if statement.id in figured else ())),
        day=statement.said.date if statement.said else None,
        said=() if denies else words,
        denied=(*words, *((statement.denied.exact,) if statement.denied else ())) if denies else (),
        contested=statement.id in contested,
        story=story,
        places=tuple(
            dict.fromkeys(
                place.exact
                for place in reading.findings.places
                if any(start <= place.start and place.end <= end for start, end in found_by)
            )
        ),
    )
