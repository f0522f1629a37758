# SPDX-License-Identifier: Apache-2.0
"""What is given on somebody's word? "selon X, …", "…, d'après X", "pour lui, …", "des informations selon lesquelles …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from dementi.language import Sentence, Token, word_list
from dementi.record import Span
from dementi.statements.attribution import Attribution
from dementi.statements.contents import contents, stretch_end, typed
from dementi.statements.cues import Cue, cue_of
from dementi.statements.making import can_speak
from dementi.statements.page import Page
from dementi.statements.quotations import Quotation, stripped
from dementi.statements.sources import mention, subject_of

__all__ = ["find_according"]


def find_according(page: Page) -> Iterator[Attribution]:
    """Yield what stands on somebody's word by a preposition, in reading order."""
    words = word_list(page.analysis.language, "according")
    for token in page.analysis.tokens:
        if page.around(token.start) is not None:
            continue
        length = _matches(page, token)
        if length:
            found = _according(page, token, length)
        elif token.norm in words["opening_only"]["words"]:
            found = _for_whom(page, token) or _opening(page, token)
        else:
            found = None
        if found is not None:
            yield found


def _matches(page: Page, token: Token) -> int:
    """Return how many tokens of a preposition start here: "selon" 1, "d'après" 2, "à en croire" 3."""
    tokens = page.analysis.tokens
    for phrase in _prepositions(page.analysis.language).get(token.norm, ()):
        if tuple(t.norm for t in tokens[token.index : token.index + len(phrase)]) == phrase:
            return len(phrase)
    return 1 if _is_unnamed(page, token) else 0


@lru_cache(maxsize=4)
def _prepositions(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the prepositions that attribute, as words, by their first word."""
    words = word_list(language, "according")
    # "d'après" is two tokens: the apostrophe stays with the first.
    short = [tuple(re.findall(r"[^']+'?", word)) for word in words["prepositions"]["words"]]
    phrases = [*short, *(tuple(phrase) for phrase in words["phrases"]["words"])]
    return {first: tuple(p for p in phrases if p[0] == first) for first in {p[0] for p in phrases}}


def _is_unnamed(page: Page, token: Token) -> bool:
    """Say whether "de source policière" stands here, at a sentence's start or behind a comma."""
    words = word_list(page.analysis.language, "according")["unnamed"]
    behind = page.analysis.tokens[token.index + 1 : token.index + 3]
    if token.norm not in words["openings"] or len(behind) < 2 or behind[0].norm not in words["nouns"]:
        return False
    first = page.analysis.sentences[token.sentence].first == token.index
    apart = first or page.analysis.tokens[token.index - 1].norm == ","
    return apart and behind[1].upos in {"ADJ", "ADV", "VERB"}


def _according(page: Page, token: Token, length: int) -> Attribution | None:
    words = word_list(page.analysis.language, "according")
    last = page.analysis.tokens[token.index + length - 1]
    noun = _noun_after(page, token, last)
    if noun is None or _inside_clause(page, token):
        return None
    if noun.norm in words["relatives"]["words"] or (
        last.index + 1 == noun.index and noun.norm in words["relatives"]["words"]
    ):
        return _relative(page, token, noun)
    if noun.lemma in words["not_sources"]["words"]:
        return None
    teller = _teller(page, noun)
    source = mention(page.analysis, teller or noun, range(token.index, last.index + 1))
    if source.start < last.end:
        source = Span.of(page.article.text, last.end + 1, max(source.end, last.end + 2))
    source = _without_office(page, source)
    pieces = _around(page, token, noun, source, teller)
    return _attribution(page, token, last, source, pieces)


def _without_office(page: Page, source: Span) -> Span:
    """Return the mention up to the comma behind a person's name."""
    comma = source.exact.find(",")
    named = any(e.kind == "PER" and e.span.end == source.start + comma for e in page.analysis.entities)
    return Span.of(page.article.text, source.start, source.start + comma) if comma > 0 and named else source


def _teller(page: Page, noun: Token) -> Token | None:
    """Return who told it in "selon ce que X a confié à Y"."""
    behind = page.analysis.tokens[noun.index : noun.index + 2]
    openings = word_list(page.analysis.language, "boundaries")["answered"]["words"]
    if len(behind) < 2 or f"{behind[0].norm} {behind[1].norm}" not in openings:
        return None
    for token in page.analysis.tokens[noun.index + 2 : noun.index + 16]:
        if token.sentence == noun.sentence and cue_of(page.analysis, token) is not None:
            return subject_of(page.analysis, token)
    return None


def _inside_clause(page: Page, token: Token) -> bool:
    """Say whether the phrase only opens what a verb of saying reports: "a dit que, selon lui, …"."""
    before = page.analysis.tokens[max(0, token.index - 2) : token.index]
    openers = word_list(page.analysis.language, "frames")["clause"]["words"]
    return len(before) == 2 and (before[1].norm in openers or (before[1].norm == "," and before[0].norm in openers))


def _noun_after(page: Page, token: Token, last: Token) -> Token | None:
    """Return the head of what follows the preposition: the tree's, or the first noun behind it."""
    following = page.analysis.tokens[last.index + 1 : last.index + 8]
    head = page.analysis.head(token)
    if token.relation == "case" and head.index > last.index and head.upos in {"NOUN", "PROPN", "PRON", "NUM"}:
        return head
    for after in following:
        if after.norm in {",", ".", ";", ":"}:
            return None
        if after.upos in {"NOUN", "PROPN", "PRON"}:
            return after
    return None


def _around(page: Page, token: Token, noun: Token, source: Span, teller: Token | None) -> list[Span]:
    """Return the words that stand on the source's word: the sentence without the phrase, or the phrase's own clause."""
    text = page.article.text
    sentence = page.analysis.sentences[token.sentence]
    end = max(source.end, _phrase_end(page, noun, sentence))
    if teller is not None:
        comma = next((t for t in page.analysis.tokens_in(source.end, sentence.end) if t.norm == ","), None)
        end = comma.start if comma is not None else sentence.end
    start = token.start
    before, after = text[sentence.start : start], text[end : sentence.end]
    if _opens_part(page, token) or not before.strip(' \u00a0«"'):
        end = _behind_apposition(page, source, end, sentence)
        return _clean(page, [stripped(text, end, _end(page, token, end, sentence))])
    first = stripped(text, _start(page, token, sentence), start)
    if before.rstrip().endswith((",", "»", '"', "”", ")", "–", "—")) or after.strip(" .!?…\u00a0") == "":
        rest = _rest(page, token, source, end, sentence) if after.lstrip().startswith(",") else None
        return _clean(page, [first, rest if rest and len(rest.exact.split()) > 2 else None])
    governor = page.analysis.head(noun)
    if governor.relation == "acl" and governor.feat("VerbForm") == "Part":
        phrase = {t.index for t in page.analysis.subtree(noun)} | {token.index}
        kept = [t for t in page.analysis.subtree(governor) if t.index not in phrase and t.norm not in {",", "."}]
        left = [t for t in kept if t.end <= start]
        right = [t for t in kept if t.start >= end]
        return _clean(page, [stripped(text, run[0].start, run[-1].end) for run in (left, right) if run])
    return _clean(page, [first, _rest(page, token, source, end, sentence)])


def _start(page: Page, token: Token, sentence: Sentence) -> int:
    """Return where the words before the phrase begin: with the quotation that ends there, or their part of the sentence."""
    quotation = page.ending_before(token.start)
    if quotation is not None and quotation.start < sentence.start:
        return quotation.start
    before = page.analysis.tokens[sentence.first : token.index]
    stop = next((t for t in reversed(before) if t.norm == ";" and page.around(t.start) is None), None)
    return stop.end if stop is not None else sentence.start


def _behind_apposition(page: Page, source: Span, end: int, sentence: Sentence) -> int:
    """Return where the words begin behind a person's office: "selon Ina Morel, l'une des élues du port, …"."""
    tokens = page.analysis.tokens_in(end, sentence.end)
    near = page.starting_from(end)
    if near is not None and near.start < sentence.end and page.article.text[end : near.start].rstrip().endswith(","):
        before = page.analysis.tokens_in(end, near.start)
        if not any(t.feat("VerbForm") == "Fin" for t in before):
            return near.start
    while tokens and tokens[0].norm in {",", ":"}:
        tokens = tokens[1:]
    if not tokens:
        return end
    comma = next((t for t in tokens[:24] if t.norm in {",", "."} and page.around(t.start) is None), None)
    if comma is None:
        return tokens[0].start
    office = [t for t in tokens if t.index < comma.index]
    apart = bool(office) and not any(t.feat("VerbForm") == "Fin" for t in office)
    return comma.end if apart and _is_apposition(page, source, office) else tokens[0].start


def _is_apposition(page: Page, source: Span, office: Sequence[Token]) -> bool:
    """Say whether a phrase between commas says who the source is: its office behind a name, its name behind an office."""
    entities = page.analysis.entities
    named = any(e.kind == "PER" and e.span.overlaps(source) for e in entities)
    if not named:
        first = next((t for t in office if t.upos != "DET"), office[0])
        name = next((e for e in entities if e.first == first.index and e.kind in {"PER", "ORG"}), None)
        roles = {
            *word_list(page.analysis.language, "roles")["roles"]["words"],
            *word_list(page.analysis.language, "cues")["speaks"]["nouns"],
        }
        holder = any(t.lemma in roles for t in page.analysis.tokens_in(source.start, source.end))
        return (
            holder
            and name is not None
            and (name.last > office[-1].index or page.analysis.tokens[name.last].norm == "(")
        )
    words = word_list(page.analysis.language, "according")["appositions"]
    roles = word_list(page.analysis.language, "roles")["roles"]["words"]
    aged = office[0].upos == "NUM"
    return aged or any(t.lemma in roles for t in office[:2]) or [t.norm for t in office[:2]] in words["openings"]


def _end(page: Page, token: Token, start: int, sentence: Sentence) -> int:
    """Return where the words behind an opening phrase end: quotations are whole, and the narrator may take over."""
    first = next(iter(page.analysis.tokens_in(start, sentence.end)), None)
    if first is None:
        return sentence.end
    quotation = page.starting_from(first.start)
    if quotation is not None and quotation.start == first.start and _is_spliced(page, quotation):
        return quotation.end
    cue = Cue(token, token.norm, frozenset(), token.index, token.index + 1, negated=False)
    return stretch_end(page, cue, first, nominal=False)


def _is_spliced(page: Page, quotation: Quotation) -> bool:
    """Say whether another reporting clause follows a quotation: "selon X, « … », d'autres affirment que"."""
    inner = page.analysis.tokens_in(quotation.start, quotation.end)
    behind = page.analysis.tokens[inner[-1].index + 1 : inner[-1].index + 10] if inner else ()
    if not behind or behind[0].norm != ",":
        return False
    for token in behind[1:]:
        cue = cue_of(page.analysis, token)
        if cue is not None and "clause" in cue.frames:
            subject = subject_of(page.analysis, cue.token)
            return subject is not None and behind[0].index < subject.index < cue.first
    return False


def _rest(page: Page, token: Token, source: Span, start: int, sentence: Sentence) -> Span | None:
    """Return the words behind the phrase; None where they say who the source is, or the narrator remarks on them."""
    end = _behind_apposition(page, source, start, sentence)
    comma = next(iter(page.analysis.tokens_in(end, sentence.end)), None)
    while comma is not None and comma.norm in {",", ")"} and comma.index + 1 < sentence.last:
        comma = page.analysis.tokens[comma.index + 1]
    limit = sentence.end if comma is None else _end(page, token, comma.start, sentence)
    rest = stripped(page.article.text, end, limit)
    relatives = word_list(page.analysis.language, "boundaries")["relative"]["words"]
    if rest is None or not any(c.isalnum() for c in rest.exact):
        return None
    first = next(iter(page.analysis.tokens_in(rest.start, rest.end)), None)
    before = next((t for t in reversed(page.analysis.tokens[: token.index]) if t.norm != ","), None)
    copulas = word_list(page.analysis.language, "frames")["copulas"]["words"]
    open_clause = before is not None and before.lemma in copulas and before.feat("VerbForm") == "Fin"
    if first is None or (first.norm in relatives and not open_clause):
        return None
    # "selon le gouverneur, cité par l'agence": still of the source.
    return None if first.norm in word_list(page.analysis.language, "according")["cited"]["forms"] else rest


def _opens_part(page: Page, token: Token) -> bool:
    """Say whether the phrase opens the second half of a sentence: "…, et, selon Ina Morel, le pont tient"."""
    before = page.analysis.tokens[max(0, token.index - 2) : token.index]
    joins = word_list(page.analysis.language, "boundaries")["joins"]["words"]
    if len(before) < 2:
        return False
    # "…, et, selon X, le pont tient", "…, et selon X, le pont tient"
    aside = before[1].norm == "," and before[0].norm in joins
    return aside or (before[0].norm == "," and before[1].norm in joins)


def _phrase_end(page: Page, noun: Token, sentence: Sentence) -> int:
    """Return where the phrase ends: at its first comma, or behind the relative or participle set off there."""
    end = noun.end
    for child in page.analysis.children(noun):
        joined = child.relation in {"flat", "nmod", "amod", "conj"} or child.deprel in {"appos", "acl", "acl:relcl"}
        if joined and child.index > noun.index:
            below = page.analysis.subtree(child)
            if not _holds_clause(page, below, noun):
                end = max(end, below[-1].end)
    end = min(end, sentence.end)
    comma = next((t for t in page.analysis.tokens_in(noun.end, end) if t.norm == ","), None)
    if comma is None or _goes_on_behind(page, comma):
        return end
    return comma.start


def _goes_on_behind(page: Page, comma: Token) -> bool:
    """Say whether a relative clause or a participle behind a comma still tells of the source."""
    following = page.analysis.tokens[comma.index + 1 : comma.index + 3]
    relatives = word_list(page.analysis.language, "boundaries")["relative"]["words"]
    return any(t.norm in relatives for t in following) or (
        bool(following) and following[0].feat("VerbForm") == "Part" and following[0].relation == "acl"
    )


def _holds_clause(page: Page, below: Sequence[Token], noun: Token) -> bool:
    """Say whether what the tree hangs on the source behind a comma is the content itself, with its finite verb."""
    comma = next((t.index for t in page.analysis.tokens[noun.index : below[-1].index] if t.norm == ","), None)
    if comma is None:
        return False
    behind = [t for t in below if t.index > comma]
    relative = bool(behind) and behind[0].norm in word_list(page.analysis.language, "boundaries")["relative"]["words"]
    return not relative and any(t.feat("VerbForm") == "Fin" for t in behind)


def _clean(page: Page, pieces: Sequence[Span | None]) -> list[Span]:
    return [kept for piece in pieces if piece for kept in contents(page, piece.start, piece.end)]


def _for_whom(page: Page, token: Token) -> Attribution | None:
    """Read "X, pour qui le pont tient, …": the relative clause stands on X's word."""
    words = word_list(page.analysis.language, "according")["opening_only"]
    pair = page.analysis.tokens[token.index + 1 : token.index + 3]
    if len(pair) < 2 or pair[0].norm not in words["relatives"] or token.index == 0:
        return None
    verb = page.analysis.head(pair[0])
    before = page.analysis.tokens[max(0, token.index - 12) : token.index - 1]
    antecedent = page.analysis.head(verb) if verb.relation == "acl" else None
    if antecedent is None or antecedent.index > token.index or antecedent.upos not in {"NOUN", "PROPN"}:
        antecedent = next((t for t in reversed(before) if t.upos in {"NOUN", "PROPN"}), None)
    if antecedent is None or page.analysis.tokens[token.index - 1].norm != "," or not can_speak(page, antecedent):
        return None
    end = stretch_end(page, _relative_cue(page, token, pair[0]), pair[1], nominal=False)
    pieces = _clean(page, [stripped(page.article.text, pair[1].start, end)])
    return _attribution(page, token, token, mention(page.analysis, antecedent, [token.index]), pieces)


def _opening(page: Page, token: Token) -> Attribution | None:
    """Read "Pour lui, …": only at a sentence's start, with a pronoun or a named person, and a comma behind."""
    words = word_list(page.analysis.language, "according")["opening_only"]
    sentence = page.analysis.sentences[token.sentence]
    before = page.analysis.tokens[sentence.first : token.index]
    connected = len(before) == 2 and before[0].upos in {"ADV", "CCONJ"} and before[1].norm == ","
    if before and not connected and before[-1].norm != ";":
        return None
    noun = _noun_after(page, token, token)
    if noun is None:
        return None
    source = mention(page.analysis, noun, [token.index])
    named = any(e.kind in {"PER", "ORG"} and source.start <= e.span.start < source.end for e in page.analysis.entities)
    pronoun = noun.upos == "PRON" and noun.norm in words["pronouns"]
    near = page.starting_from(source.end)
    start = source.end
    quoted = near is not None and near.start < sentence.end and page.article.text[: near.start].rstrip()[-1] in ",:"
    if near is not None and quoted:
        start = near.start
        named = named or noun.upos == "PROPN"
    if not (named or pronoun) or page.article.text[source.end : source.end + 2].strip()[:1] not in {",", ":"}:
        return None
    end = max(sentence.end, near.end) if near is not None and quoted else sentence.end
    piece = stripped(page.article.text, start, end)
    pieces = _clean(page, [piece])
    return _attribution(page, token, token, source, pieces)


def _relative(page: Page, token: Token, relative: Token) -> Attribution | None:
    """Read "des informations selon lesquelles …": the noun before is the source, the clause behind the content."""
    before = page.analysis.tokens[token.index - 1] if token.index else None
    if before is None or before.upos not in {"NOUN", "PROPN", "ADJ", "VERB"}:
        return None
    noun = next(
        (t for t in reversed(page.analysis.tokens[max(0, token.index - 4) : token.index]) if t.upos == "NOUN"), None
    )
    if noun is None:
        return None
    words = word_list(page.analysis.language, "according")
    if noun.lemma in {*words["not_sources"]["words"], *words["relatives"]["not_behind"]}:
        return None
    behind = page.analysis.tokens[relative.index + 1 : relative.index + 2]
    if not behind:
        return None
    end = stretch_end(page, _relative_cue(page, token, relative), behind[0], nominal=False)
    verb = page.analysis.head(relative)
    below = [t for t in page.analysis.subtree(verb) if t.index > relative.index]
    if below and verb.index > relative.index:
        end = min(end, below[-1].end)
    pieces = _clean(page, [stripped(page.article.text, relative.end, end)])
    return _attribution(page, token, token, mention(page.analysis, noun, [token.index]), pieces)


def _relative_cue(page: Page, token: Token, relative: Token) -> Cue:
    """Return a cue for a relative clause, whatever the tree says: it ends where the noun's own verb follows."""
    verb = replace(page.analysis.head(relative), deprel="acl:relcl")
    return Cue(verb, token.norm, frozenset(), token.index, token.index + 1, negated=False)


def _attribution(page: Page, token: Token, last: Token, source: Span, pieces: list[Span]) -> Attribution | None:
    pieces = [p for p in pieces if not p.overlaps(source)]
    if not pieces or sum(len(p.exact.split()) for p in pieces) < 2:
        return None
    return Attribution(
        content=tuple(sorted(pieces)),
        type=typed(page, pieces),
        source=source,
        cue=Span.of(page.article.text, token.start, last.end),
        cue_token=token.index,
        cue_lemma=page.article.text[token.start : last.end].lower().replace("’", "'"),
        found_by="according.preposition",
    )
