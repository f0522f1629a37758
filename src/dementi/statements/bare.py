# SPDX-License-Identifier: Apache-2.0
"""Which quotations stand without a cue? "Ina Morel : « … »" in a headline or a list, and a quoted sentence of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dementi.record import Span
from dementi.statements.attribution import Attribution
from dementi.statements.contents import contents, end_of_quoted, typed
from dementi.statements.page import Page
from dementi.statements.predicates import end_of_predicate, says_itself, speaks, subject_of_quoted
from dementi.statements.quotations import Quotation
from dementi.statements.sources import mention, subject_of

__all__ = ["find_bare"]

#: A quoted sentence has at least this many words; fewer are somebody's way of calling a thing.
WORDS = 5


def find_bare(page: Page, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the quotations that no other rule has taken: introduced by a colon, or whole sentences."""
    # What is reported inside a quotation does not say whose the quotation is.
    outside = [
        a for a in found if a.cue is None or page.around(a.cue.start) is None or a.found_by.endswith("inside_quotation")
    ]
    taken = [piece for attribution in outside for piece in attribution.content]
    for quotation in page.quotations:
        if any(p.start < quotation.end and quotation.start < p.end for p in taken):
            continue
        attribution = _read(page, quotation, taken)
        if attribution is not None:
            taken += attribution.content
            yield attribution
    yield from _after_names(page, taken)


def _read(page: Page, quotation: Quotation, taken: Sequence[Span]) -> Attribution | None:
    colon = _colon_before(page, quotation)
    subject = subject_of_quoted(page, quotation)
    if colon is not None:
        end = end_of_quoted(page, quotation)
    else:
        end = end_of_predicate(page, quotation) if subject is not None else quotation.end
    said = subject is not None and speaks(page, subject) and says_itself(page, quotation)
    if not said and len(page.article.text[quotation.inner_start : end].split()) < WORDS:
        return None
    if colon is not None:
        source = _subject_of_line(page, quotation) or _speaker_before(page, colon)
        return _attribution(page, (quotation.start, end), source, colon, "bare.colon")
    if (signature := _signature_behind(page, quotation)) is not None:
        return _attribution(page, (quotation.start, end), signature, None, "bare.signature")
    if subject is not None:
        source = mention(page.analysis, subject) if speaks(page, subject) else None
        return _attribution(page, (quotation.start, end), source, None, "bare.predicate")
    if _stands_alone(page, quotation) or _goes_on(page, quotation, taken):
        return _attribution(page, (quotation.start, end), None, None, "bare.sentence")
    return None


def _after_names(page: Page, taken: Sequence[Span]) -> Iterator[Attribution]:
    """Yield what follows a person's name and a colon in a headline, quoted in part: "Ina Morel : le port « tiendra »"."""
    text, entities = page.article.text, page.analysis.entities
    end = text.find("\n") if "\n" in text else len(text)
    name = entities[0].span if entities and entities[0].kind == "PER" and entities[0].span.start == 0 else None
    at = text.find(":", 0, end)
    if name is None or at < 0 or text[name.end : at].strip():
        return
    quotation = page.starting_from(at)
    if quotation is None or quotation.start >= end or not text[at + 1 : quotation.start].strip():
        return
    if not any(p.start < end for p in taken):
        yield _attribution(page, (at + 1, end), name, Span.of(text, at, at + 1), "bare.colon")


def _colon_before(page: Page, quotation: Quotation) -> Span | None:
    text = page.article.text
    at = quotation.start - 1
    while at >= 0 and text[at] in " \u00a0\u202f\u2009":
        at -= 1
    return Span.of(text, at, at + 1) if at >= 0 and text[at] == ":" else None


def _speaker_before(page: Page, colon: Span) -> Span | None:
    """Return the person or organisation named right before the colon, in its line."""
    line = page.article.text.rfind("\n", 0, colon.start) + 1
    near = [e for e in page.analysis.entities if line <= e.span.start and e.span.end <= colon.start]
    named = [e for e in near if e.kind in {"PER", "ORG"} and colon.start - e.span.end <= 2]
    return named[-1].span if named else None


def _subject_of_line(page: Page, quotation: Quotation) -> Span | None:
    """Return the subject of the sentence that a colon ends: "Il a terminé par une maxime : « … »"."""
    before = page.analysis.tokens_in(max(0, quotation.start - 400), quotation.start)
    if not before:
        return None
    verbs = [t for t in before if t.upos == "VERB" and t.sentence == before[-1].sentence and t.deprel != "acl:relcl"]
    for verb in sorted(verbs, key=lambda t: (t.relation != "root", t.index)):
        subject = subject_of(page.analysis, verb)
        if subject is not None and subject.index < verb.index and page.around(subject.start) is None:
            return mention(page.analysis, subject)
    return None


def _signature_behind(page: Page, quotation: Quotation) -> Span | None:
    """Return who signs a quotation that is a paragraph: the next paragraph is "— Ina Morel, ministre"."""
    text = page.article.text
    start = quotation.end
    while start < len(text) and text[start].isspace():
        start += 1
    if "\n" not in text[quotation.end : start] or text[start : start + 1] not in {"—", "–", "-"}:
        return None
    line = text[start:].split("\n", 1)[0]
    named = next((e for e in page.analysis.entities if start < e.span.start <= start + 3), None)
    return named.span if named is not None and len(line) < 150 else None


def _goes_on(page: Page, quotation: Quotation, taken: Sequence[Span]) -> bool:
    """Say whether a clause is quoted right behind other quoted words: "évoque un « acte lâche », « nous tiendrons »"."""
    text = page.article.text
    before = text[: quotation.start].rstrip()
    if not before.endswith(",") or not any(p.end <= quotation.start <= p.end + 6 for p in taken):
        return False
    tokens = page.analysis.tokens_in(quotation.inner_start, quotation.inner_end)
    return any(t.feat("VerbForm") == "Fin" for t in tokens)


def _stands_alone(page: Page, quotation: Quotation) -> bool:
    text = page.article.text
    before = text[: quotation.start].rstrip(" \u00a0\u202f–—-")
    after = text[quotation.end : quotation.end + 2].strip()
    opens = not before or before.endswith(("\n", ".", "!", "?", "…", "»", '"', "”"))
    last = text[quotation.inner_end - 1]
    closes = not after or after[0] in ".!?…" or (last in ".!?…" and after[0] not in ",;:")
    tokens = page.analysis.tokens_in(quotation.inner_start, quotation.inner_end)
    return opens and closes and any(t.feat("VerbForm") == "Fin" for t in tokens)


def _attribution(page: Page, limits: tuple[int, int], source: Span | None, cue: Span | None, rule: str) -> Attribution:
    pieces = contents(page, *limits)
    return Attribution(
        content=tuple(pieces),
        type=typed(page, pieces),
        source=source,
        cue=cue,
        cue_token=None,
        cue_lemma=":" if cue else None,
        found_by=rule,
    )
