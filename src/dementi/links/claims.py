# SPDX-License-Identifier: Apache-2.0
"""What does each statement claim, who claims it, and where does it stand? A view of the statements made for linking."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dementi.language import Analysis, Token
from dementi.links.clauses import Clause, clauses_of
from dementi.links.parties import concerns, is_somebodys, other_party, party_words
from dementi.links.taking import taking_of
from dementi.links.words import Words, content_words, fold, link_words
from dementi.record import Article, Findings, Span, Stance, Statement

__all__ = ["Case", "Claim", "case_of"]

#: Claims before and behind one that may have to do with it.
_BEFORE, _BEHIND = 60, 20
#: A claim of so few words stands on those around it.
_FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement, with what linking needs to know of it.

    Attributes:
        statement: the statement.
        start, end: characters, from the first to the last of its parts.
        sentence: the place of the sentence in which it is attributed.
        paragraph: the place of that paragraph; -1 for the headline.
        clauses: what its content says, clause by clause.
        words: stems of the content's words of substance.
        wide: those and, where they are few, the words that the same party says around them in the sentence
            ("des frappes, coordonnées selon X avec Y").
        points: the content only takes up what was said ("ces affirmations", « c'est faux »), or there is none.
        plural: it takes up several things.
        calls_false: the content says only that something said is false.
        named: stems of the words that name whose claim is taken up ("les accusations de X").
        numbers: what it takes up is a number ("ces chiffres").
        only_accused: what it takes up can only be an accusation ("ces faits").
        general: what is denied is a part in something, with nothing said of what ("toute responsabilité").
        denies: the cue denies the content.
        admits: the cue says that the content is so, as somebody said before.
        accuses: the cue says that somebody did something.
        claims: the content can be denied: it is not asked, promised or felt.
        rejects: the cue, or the content's own verb ("je rejette ces accusations"), denies what a noun takes up.
        neither: it neither denies nor confirms.
        contrary: the statement says that it answers somebody ("contrairement à ce que dit X").
        owner: who spoke right before "son avocat": the one whose advocate he is; None: the speaker is his own.
    """

    statement: Statement
    start: int
    end: int
    sentence: int
    paragraph: int
    clauses: tuple[Clause, ...]
    words: frozenset[str]
    wide: frozenset[str]
    points: bool
    plural: bool
    calls_false: bool
    named: frozenset[str]
    numbers: bool
    only_accused: bool
    general: bool
    denies: bool
    admits: bool
    accuses: bool
    claims: bool
    rejects: bool
    neither: bool
    contrary: bool
    owner: Statement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that a rule of linking looks at."""

    article: Article
    analysis: Analysis
    findings: Findings
    claims: tuple[Claim, ...]
    words: Words

    def around(self, claim: Claim) -> tuple[Claim, ...]:
        """Return the claims near one in reading order: an article has no more; a text of a thousand stays linear."""
        place = bisect_left(self.claims, (claim.start, claim.end), key=lambda c: (c.start, c.end))
        return self.claims[max(0, place - _BEFORE) : place + _BEHIND]

    def others(self, one: Claim, other: Claim) -> bool:
        """Say whether two claims come from different parties; False where it is not known."""
        pairs = [(a, b) for a in (one.statement, one.owner) for b in (other.statement, other.owner) if a and b]
        return all(other_party(a, b, self.words) for a, b in pairs)

    def concerns(self, claim: Claim, answer: Claim) -> bool:
        """Say whether a claim names who answers, his state, or what he answers for, and does not clear him."""
        if claim.clauses and all(c.negated or c.condition for c in claim.clauses):
            return False
        tokens, language = self.tokens(claim), self.analysis.language
        if any(t.lemma.lower() in self.words.clearing for t in tokens):
            return False
        known = (s for s in (answer.statement, answer.owner) if s is not None)
        return any(concerns(tokens, statement, self.words, language) for statement in known)

    def tokens(self, claim: Claim) -> list[Token]:
        """Return the words of a claim's content."""
        return [t for p in claim.statement.content for t in self.analysis.tokens_in(p.start, p.end)]


def case_of(article: Article, analysis: Analysis, findings: Findings) -> Case:
    """Return the statements of an article as claims, in reading order."""
    words = link_words(analysis.language)
    timed = frozenset(t.index for d in findings.dates for t in analysis.tokens_in(d.words.start, d.words.end))
    claims = sorted(
        (_claim(article, analysis, statement, words, timed) for statement in findings.statements),
        key=lambda c: (c.start, c.end),
    )
    claims = [replace(c, wide=_wide(claims, k, words), owner=_owner(claims, k, words)) for k, c in enumerate(claims)]
    return Case(article=article, analysis=analysis, findings=findings, claims=tuple(claims), words=words)


def _owner(claims: Sequence[Claim], k: int, words: Words) -> Statement | None:
    if not is_somebodys(claims[k].statement, words):
        return None
    before = (
        c.statement for c in reversed(claims[:k]) if c.end <= claims[k].start and not is_somebodys(c.statement, words)
    )
    return next((s for s in before if party_words(s)), None)


def _wide(claims: Sequence[Claim], k: int, words: Words) -> frozenset[str]:
    claim, wide = claims[k], claims[k].words
    if not wide or len(wide) > _FEW:
        return wide
    for other in claims[max(0, k - 3) : k + 4]:
        known = other.sentence == claim.sentence and party_words(other.statement)
        if known and not other_party(other.statement, claim.statement, words):
            wide |= other.words
    return wide


def _claim(article: Article, analysis: Analysis, statement: Statement, words: Words, timed: frozenset[int]) -> Claim:
    parts = [p for p in (*statement.content, statement.source, statement.cue) if p is not None]
    start, end = min(p.start for p in parts), max(p.end for p in parts)
    place = statement.cue or parts[0]
    cue = _cue_lemmas(analysis, statement)
    clauses = clauses_of(analysis, statement.content, words, timed)
    taken = taking_of(analysis, statement, words, timed)
    sentence = _sentence_at(analysis, place.start)
    denies = statement.stance is Stance.DENIES and bool(cue & words.denying)
    return Claim(
        statement=statement,
        start=start,
        end=end,
        sentence=sentence,
        paragraph=sum(p.end <= place.start for p in article.paragraphs) - _is_headline(article, place),
        clauses=clauses,
        words=content_words(analysis, statement.content, words),
        wide=frozenset(),
        points=not statement.content or taken.points,
        plural=taken.plural,
        calls_false=taken.calls_false,
        named=taken.named,
        numbers=taken.numbers,
        only_accused=taken.only_accused,
        general=taken.general,
        denies=denies,
        admits=_admits(analysis, statement, cue, words),
        accuses=bool(cue & words.accusing),
        claims=bool(statement.content)
        and not cue & (words.not_claiming if denies else words.not_claiming | words.denying),
        rejects=taken.rejects or (bool(cue & words.rejecting) and not _is_negated_cue(analysis, statement, words)),
        neither=_is_neither(analysis, statement, words),
        contrary=_announces_denial(analysis, sentence, words),
    )


def _cue_lemmas(analysis: Analysis, statement: Statement) -> frozenset[str]:
    """Return the lemmas of a cue's verbs, and each with the pronoun before it, as reflexive verbs are listed."""
    if statement.cue is None:
        return frozenset()
    tokens = analysis.tokens_in(statement.cue.start, statement.cue.end)
    lemmas = {t.lemma.lower() for t in tokens if t.upos in {"VERB", "AUX", "NOUN"}}
    pronouns = {fold(t.lemma) for t in tokens if t.upos == "PRON"}
    return frozenset(lemmas | {f"{pronoun} {lemma}" for pronoun in pronouns for lemma in lemmas})


def _admits(analysis: Analysis, statement: Statement, cue: frozenset[str], words: Words) -> bool:
    # "A été reconnu coupable" admits nothing; nor does "ne confirme que".
    told = statement.stance in {Stance.CONFIRMS, Stance.ASSERTS} and bool(cue & words.admitting)
    return told and not _is_negated_cue(analysis, statement, words) and not _is_passive(analysis, statement)


def _is_neither(analysis: Analysis, statement: Statement, words: Words) -> bool:
    cue = statement.cue
    if cue is None:
        return False
    tokens = analysis.tokens_in(cue.start, cue.end)
    return any(t.norm in words.neither for token in tokens for t in (token, *analysis.children(token)))


def _is_passive(analysis: Analysis, statement: Statement) -> bool:
    cue = statement.cue
    return cue is not None and any(t.deprel == "aux:pass" for t in analysis.tokens_in(cue.start, cue.end))


def _is_negated_cue(analysis: Analysis, statement: Statement, words: Words) -> bool:
    cue = statement.cue
    return cue is not None and any(t.norm in words.negators for t in analysis.tokens_in(cue.start, cue.end))


def _announces_denial(analysis: Analysis, sentence: int, words: Words) -> bool:
    if sentence >= len(analysis.sentences):
        return False
    whole = analysis.sentences[sentence]
    return any(t.norm in words.contrary for t in analysis.tokens[whole.first : whole.last])


def _is_headline(article: Article, place: Span) -> int:
    return int(bool(article.paragraphs) and place.end <= article.paragraphs[0].start)


def _sentence_at(analysis: Analysis, position: int) -> int:
    low, high = 0, len(analysis.sentences)
    while low < high:
        middle = (low + high) // 2
        if analysis.sentences[middle].end <= position:
            low = middle + 1
        else:
            high = middle
    return low
