# SPDX-License-Identifier: Apache-2.0
"""Where do the stages meet? ``dispatch | read | analyse | find_statements | find_links``, one dispatch at a time.

The newsroom knows no database and no web. Reading a page is heavy and its input hostile: it happens in a
child process with limits on time and memory, which is ended and replaced when it passes them.
"""

from __future__ import annotations

import logging
import multiprocessing
import resource
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from concurrent.futures import TimeoutError as Overdue
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any, Self

from dementi import language, links, reading, statements
from dementi.errors import DementiError, ReadingError
from dementi.language import Analysis
from dementi.record import Article, Dispatch, Findings, Form, Link, Reading, Trouble

__all__ = ["Limits", "Newsroom", "Stages"]

log = logging.getLogger(__name__)

#: Read when a text is too short for its language to be told (French first).
DEFAULT_LANGUAGE = "fr"

#: No news article is longer; the rules' time on hostile text stays bounded.
MOST_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one dispatch may cost in the reading child.

    Attributes:
        seconds: on the clock.
        memory: bytes of address space.
    """

    seconds: float = 20.0
    memory: int = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages, in order; tests put fakes in their place."""

    read: Callable[[Dispatch], tuple[Article, tuple[Trouble, ...]]] = reading.read
    analyse: Callable[[str, str], Analysis] = language.analyse_and_keep
    find_statements: Callable[[Article, Analysis], Findings] = statements.find_statements
    find_links: Callable[[Article, Analysis, Findings], tuple[Link, ...]] = links.find_links


@dataclass
class Newsroom:
    """The stages with the child that does the heavy reading; a context manager, since the child must end.

    Attributes:
        limits: of the child.
        stages: what is done, in order.
    """

    limits: Limits = field(default_factory=Limits)
    stages: Stages = field(default_factory=Stages)
    _child: Any = field(default=None, init=False, repr=False)

    def __enter__(self) -> Self:
        """Open the newsroom; the child starts with the first dispatch that needs it."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the child, whatever it is doing."""
        if self._child is not None:
            self._child.stop()
            self._child.join()
            self._child = None

    def read_all(self, dispatches: Iterable[Dispatch]) -> Iterator[Reading]:
        """Yield the reading of each dispatch, in order; one that fails does not stop the next."""
        for dispatch in dispatches:
            yield self.read(dispatch)

    def read(self, dispatch: Dispatch) -> Reading:
        """Return all that is found in one dispatch; what fails is told in its troubles."""
        try:
            article, troubles = self._read_article(dispatch)
        except DementiError as error:
            return Reading(id=dispatch.id, article=None, troubles=(error.trouble(),))
        if not language.has_trees(article.language or DEFAULT_LANGUAGE):
            return Reading(id=dispatch.id, article=article, troubles=troubles)
        return self._find(dispatch.id, article, troubles)

    def _find(self, dispatch_id: str, article: Article, troubles: tuple[Trouble, ...]) -> Reading:
        # A fault of ours in one dispatch may not lose the dispatch, nor stop the next: it is kept, and said.
        findings = Findings()
        whole, article = article, _within(article)
        if article is not whole:
            message = "Statements are looked for in the first %(most)s characters only: the text is longer."
            troubles = (*troubles, Trouble("statements", message, (("most", str(MOST_CHARACTERS)),)))
        found_links: tuple[Link, ...] = ()
        stage = "language"
        try:
            analysis = statements.mended(self.stages.analyse(article.text, article.language or DEFAULT_LANGUAGE))
            stage = "statements"
            findings = self.stages.find_statements(article, analysis)
            stage = "links"
            found_links = self.stages.find_links(article, analysis, findings)
        except Exception as error:
            log.exception("%s failed for dispatch %s", stage, dispatch_id)
            message = "A fault of the desk stopped the reading of this dispatch: %(error)s. The article is kept."
            values = (("error", f"{type(error).__name__}: {error}"),)
            troubles = (*troubles, Trouble(stage, message, values))
        return Reading(id=dispatch_id, article=whole, findings=findings, links=found_links, troubles=troubles)

    def _read_article(self, dispatch: Dispatch) -> tuple[Article, tuple[Trouble, ...]]:
        if not _is_heavy(dispatch):
            return self.stages.read(dispatch)
        from pebble import ProcessExpired

        future = self._reading_child().schedule(self.stages.read, args=(dispatch,), timeout=self.limits.seconds)
        try:
            result: tuple[Article, tuple[Trouble, ...]] = future.result()
        except Overdue as error:
            raise ReadingError(
                "Reading took more than %(seconds)s seconds and was stopped.", seconds=self.limits.seconds
            ) from error
        except (BrokenExecutor, ProcessExpired) as error:
            raise ReadingError(
                "Reading failed: the page needs more memory than allowed or broke the reader."
            ) from error
        except MemoryError as error:
            raise ReadingError("Reading was stopped: the page needs more memory than allowed.") from error
        return result

    def _reading_child(self) -> Any:  # noqa: ANN401 (pebble has no types)
        if self._child is None:
            from pebble import ProcessPool

            # spawn: a fork of the serving process would copy its threads' locks.
            self._child = ProcessPool(
                max_workers=1,
                max_tasks=500,
                initializer=_limit_memory,
                initargs=(self.limits.memory,),
                context=multiprocessing.get_context("spawn"),
            )
        return self._child


def _within(article: Article) -> Article:
    """Return the part of an article in which statements are looked for; its spans are those of the whole."""
    if len(article.text) <= MOST_CHARACTERS:
        return article
    kept = tuple(p for p in article.paragraphs if p.end <= MOST_CHARACTERS)
    return replace(article, text=article.text[:MOST_CHARACTERS], paragraphs=kept)


def _is_heavy(dispatch: Dispatch) -> bool:
    if dispatch.form in {Form.PAGE, Form.WIRE}:
        return True
    if dispatch.form is Form.ARTICLE:
        return False
    start = dispatch.content[:4096]
    # JSON of the wire has its markup anywhere.
    if isinstance(start, bytes):
        return b"<" in start or start.lstrip().startswith((b"{", b"["))
    return "<" in start or start.lstrip().startswith(("{", "["))


def _limit_memory(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
