# SPDX-License-Identifier: Apache-2.0
"""Which words stand on somebody's word? Those around "selon X": its sentence without the phrase, or the phrase's own clause."""

from __future__ import annotations

from collections.abc import Sequence

from dementi.language import Sentence, Token, word_list
from dementi.record import Span
from dementi.statements.contents import contents, stretch_end
from dementi.statements.cues import Cue, cue_of
from dementi.statements.page import Page
from dementi.statements.quotations import Quotation, stripped
from dementi.statements.sources import subject_of

__all__ = ["behind_apposition", "cleaned", "words_around"]


def words_around(page: Page, token: Token, noun: Token, source: Span, teller: Token | None) -> list[Span]:
    """Return the words that stand on the source's word: the sentence without the phrase, or the phrase's own clause.

    In "l'assaut, où 34 personnes ont péri selon X, a repris" only the relative clause does.
    """
    pieces = _around(page, token, noun, source, teller)
    if (phrase := _own_phrase(page, token, pieces)) is not None:
        return phrase
    opening = next(iter(page.analysis.tokens_in(pieces[0].start, pieces[0].end)), None) if pieces else None
    if opening is None or pieces[0].end > token.start or opening.norm not in _places(page):
        return pieces
    own = stripped(page.article.text, opening.end, pieces[0].end)
    return [own] if own is not None else []


def _own_phrase(page: Page, token: Token, pieces: Sequence[Span]) -> list[Span] | None:
    """Return the phrase that alone stands on the source's word, None where more does.

    "…, une « faute » selon X"; "des images montrant, selon lui, des blindés"; "dont la dette atteindrait selon X 90 millions".
    """
    if not pieces or pieces[0].end > token.start:
        return None
    before = page.analysis.tokens_in(pieces[0].start, token.start)
    commas = [k for k, t in enumerate(before) if t.norm == "," and page.around(t.start) is None]
    last = before[commas[-1] + 1 :] if commas and commas[-1] + 1 < len(before) else []
    if last and last[0].feat("Definite") == "Ind" and not any(t.feat("VerbForm") == "Fin" for t in last):
        return cleaned(page, [stripped(page.article.text, last[0].start, token.start)])
    joined = _joined_participle(page, before)
    if joined is not None and _goes_on_finite(page, pieces[-1]):
        return cleaned(page, [stripped(page.article.text, joined.start, token.start)])
    shows = before[commas[-1] - 1] if commas and commas[-1] == len(before) - 1 and commas[-1] else None
    if shows is not None and shows.is_present_participle and len(pieces) > 1:
        return list(pieces[1:])
    if (apart := _set_apart(page, before, pieces)) is not None:
        return cleaned(page, [stripped(page.article.text, apart.start, apart.end), *pieces[1:]])
    relative = next((k for k in range(len(before) - 1, 0, -1) if before[k].norm in _places(page)), None)
    if relative is None or before[relative - 1].norm != "," or any(t.norm == "," for t in before[relative:]):
        return None
    start = before[relative].end
    return cleaned(page, [stripped(page.article.text, start, pieces[0].end), *pieces[1:]])


def _set_apart(page: Page, before: Sequence[Token], pieces: Sequence[Span]) -> Token | None:
    """Return the participle behind a comma that goes on behind the phrase: "des frappes, [coordonnées] selon X avec Y"."""
    behind = next(iter(page.analysis.tokens_in(pieces[-1].start, pieces[-1].end)), None) if len(pieces) > 1 else None
    if behind is None or behind.upos != "ADP":
        return None
    words = before[:-1] if before and before[-1].norm == "," else before
    if len(words) < 2 or words[-2].norm != ",":
        return None
    return words[-1] if words[-1].is_past_participle and words[-1].relation == "acl" else None


def _joined_participle(page: Page, before: Sequence[Token]) -> Token | None:
    """Return the participle that goes on from a relative clause: "qui a détruit un quai et [tué] dix personnes d'après X"."""
    relatives = word_list(page.analysis.language, "boundaries")["relative"]["words"]
    for one, other in zip(reversed(before[:-1]), reversed(before[1:]), strict=True):
        if one.norm == "," and page.around(one.start) is None:
            return None
        if one.upos == "CCONJ":
            participle = other.upos == "VERB" and other.is_past_participle
            inside = any(t.norm in relatives for t in before if t.index < one.index)
            return other if participle and inside else None
    return None


def _goes_on_finite(page: Page, piece: Span) -> bool:
    """Say whether the words behind the phrase begin with the main verb."""
    first = next(iter(page.analysis.tokens_in(piece.start, piece.end)), None)
    return first is not None and first.feat("VerbForm") == "Fin"


def _places(page: Page) -> frozenset[str]:
    return frozenset(word_list(page.analysis.language, "according")["relatives"]["of_place"])


def _around(page: Page, token: Token, noun: Token, source: Span, teller: Token | None) -> list[Span]:
    text = page.article.text
    sentence = page.analysis.sentences[token.sentence]
    end = max(source.end, _phrase_end(page, noun, sentence))
    if teller is not None:
        comma = next((t for t in page.analysis.tokens_in(source.end, sentence.end) if t.norm == ","), None)
        end = comma.start if comma is not None else sentence.end
    start = token.start
    before, after = text[sentence.start : start], text[end : sentence.end]
    if _opens_part(page, token) or not before.strip(' \u00a0«"'):
        end = behind_apposition(page, source, end, sentence)
        return cleaned(page, [stripped(text, end, _end(page, token, end, sentence))])
    first = stripped(text, _start(page, token, sentence), start)
    if before.rstrip().endswith((",", "»", '"', "”", ")", "–", "—")) or after.strip(" .!?…\u00a0") == "":
        rest = _rest(page, token, source, end, sentence) if after.lstrip().startswith(",") else None
        return cleaned(page, [first, rest if rest and len(rest.exact.split()) > 2 else None])
    governor = page.analysis.head(noun)
    if governor.relation == "acl" and governor.feat("VerbForm") == "Part":
        phrase = {t.index for t in page.analysis.subtree(noun)} | {token.index}
        kept = [t for t in page.analysis.subtree(governor) if t.index not in phrase and t.norm not in {",", "."}]
        left = [t for t in kept if t.end <= start]
        right = [t for t in kept if t.start >= end]
        return cleaned(page, [stripped(text, run[0].start, run[-1].end) for run in (left, right) if run])
    return cleaned(page, [first, _rest(page, token, source, end, sentence)])


def _start(page: Page, token: Token, sentence: Sentence) -> int:
    """Return where the words before the phrase begin: with the quotation that ends there, or their part of the sentence."""
    quotation = page.ending_before(token.start)
    if quotation is not None and quotation.start < sentence.start:
        return quotation.start
    before = page.analysis.tokens[sentence.first : token.index]
    # A headline's topic is nobody's words: "Tersane : le pont a cédé, selon la mairie".
    first = page.article.paragraphs[0].start if page.article.paragraphs else 0
    stops = {";", ":"} if token.start < first else {";"}
    stop = next((t for t in reversed(before) if t.norm in stops and page.around(t.start) is None), None)
    if stop is not None:
        return stop.end
    # "la vidéo a été relayée : 5,5 millions de vues, selon X": what a colon adds without a verb is all that X vouches for.
    colon = next((t for t in reversed(before) if t.norm == ":" and page.around(t.start) is None), None)
    if colon is not None and not any(t.feat("VerbForm") == "Fin" for t in before[colon.index + 1 - sentence.first :]):
        return colon.end
    return sentence.start


def behind_apposition(page: Page, source: Span, end: int, sentence: Sentence) -> int:
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
    if tokens[0].norm in word_list(page.analysis.language, "boundaries")["relative"]["words"]:
        return _behind_relative(page, tokens)
    if tokens[0].norm in word_list(page.analysis.language, "according")["cited"]["forms"]:
        # "Selon X, cité par la radio, le pont tient"
        cited = next((t for t in tokens[:16] if t.norm == ","), None)
        return cited.end if cited is not None else tokens[0].start
    comma = next((t for t in tokens[:24] if t.norm in {",", "."} and page.around(t.start) is None), None)
    if comma is None:
        return tokens[0].start
    office = [t for t in tokens if t.index < comma.index]
    apart = bool(office) and not any(t.feat("VerbForm") == "Fin" for t in office)
    return comma.end if apart and _is_apposition(page, source, office) else tokens[0].start


def _behind_relative(page: Page, tokens: Sequence[Token]) -> int:
    """Return where the words begin behind a relative clause on the source: "d'après X, qui cite des médecins, …"."""
    verb = next((t for t in tokens[1:] if t.feat("VerbForm") == "Fin"), None)
    commas = [t for t in tokens if verb is not None and t.norm == "," and t.index > verb.index]
    for comma in commas:
        behind = [t for t in tokens if t.index > comma.index]
        if any(t.feat("VerbForm") == "Fin" and page.around(t.start) is None for t in behind):
            return comma.end
    return tokens[0].start


def _is_apposition(page: Page, source: Span, office: Sequence[Token]) -> bool:
    """Say whether a phrase between commas says who the source is: its office behind a name, its name behind an office."""
    entities = page.analysis.entities
    named = any(e.kind == "PER" and e.span.overlaps(source) for e in entities)
    if not named:
        titles = {w.lower() for w in word_list(page.analysis.language, "roles")["titles"]["words"]}
        first = next((t for t in office if t.upos != "DET" and t.norm not in titles), office[0])
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
    end = behind_apposition(page, source, start, sentence)
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
    # "selon le gouverneur, cité par l'agence", "selon son avocate, Me Ina Morel": still of the source.
    said = page.analysis.tokens_in(rest.start, rest.end)
    named = not any(t.norm == "," for t in said) and _is_apposition(page, source, said)
    cited = first.norm in word_list(page.analysis.language, "according")["cited"]["forms"]
    return None if cited or named else rest


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
    if comma is None:
        return end
    if not _goes_on_behind(page, comma):
        return comma.start
    behind = page.analysis.tokens_in(comma.end, sentence.end)
    if end < behind[-1].start:
        return end
    # The tree hangs all the rest on the relative clause: "d'après X, qui cite des médecins, dix civils sont morts".
    start = _behind_relative(page, behind)
    return start if start > behind[0].start else end


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


def cleaned(page: Page, pieces: Sequence[Span | None]) -> list[Span]:
    """Return the pieces as contents: a direct one without its marks, the editor's inserts cut out."""
    return [kept for piece in pieces if piece for kept in contents(page, piece.start, piece.end)]
