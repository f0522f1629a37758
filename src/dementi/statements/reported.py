# SPDX-License-Identifier: Apache-2.0
"""What is reported by a verb of saying? « … », a dit X; X dit que …, avoir …, la mort de …; X accuse Y de …; …, dément X.

Rules over dependencies (the frames of each verb are data), mended on the surface where trees err: a reporting clause
after a quotation or a comma, a « que » that the parser did not hang on its verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dementi.language import Analysis, Token, word_list
from dementi.record import Article, Span, StatementType
from dementi.statements.attribution import Attribution
from dementi.statements.cues import Cue, cue_of, verbs
from dementi.statements.quotations import CLOSING, OPENING, Quotation, stripped, without_inserts
from dementi.statements.sources import agent_of, mention, subject_of

__all__ = ["Page", "find_reported", "typed"]

_INTRODUCERS = {"que", "qu'"}


@dataclass(frozen=True, slots=True)
class Page:
    """What the rules look at: an article, its analysis, its quotations."""

    article: Article
    analysis: Analysis
    quotations: tuple[Quotation, ...]

    def around(self, position: int) -> Quotation | None:
        """Return the quotation in which a character stands, None outside all."""
        return next((q for q in self.quotations if q.holds(position)), None)


def find_reported(page: Page) -> Iterator[Attribution]:
    """Yield what verbs of saying report, in reading order of their cues."""
    for token in page.analysis.tokens:
        cue = cue_of(page.analysis, token) or _document_cue(page, token)
        if cue is None:
            continue
        found = _read_cue(page, cue)
        if found is not None:
            yield found


def _document_cue(page: Page, token: Token) -> Cue | None:
    """Return a cue where a report, a toll or a study shows something."""
    known = verbs(page.analysis.language)
    if token.upos != "VERB" or token.lemma not in known.document_verbs:
        return None
    subject = subject_of(page.analysis, token)
    if subject is None or subject.lemma not in known.documents:
        return None
    return Cue(token, token.lemma, frozenset({"clause", "noun"}), token.index, token.index + 1, negated=False)


def _read_cue(page: Page, cue: Cue) -> Attribution | None:
    inside = page.around(cue.token.start)
    if inside is not None and not _is_nested(page, cue, inside):
        return _interrupting(page, cue, inside)
    passive = _passive(page, cue)
    if passive is not None:
        return passive
    if inside is None and _follows_words(page, cue) and not _that_after(page, cue):
        return _inverted(page, cue)
    return _governing(page, cue)


# A reporting clause after, or inside, the words that it reports.


def _follows_words(page: Page, cue: Cue) -> bool:
    """Say whether the verb group stands right after a comma or a closing mark, with its subject behind it (or none)."""
    tokens = page.analysis.tokens
    if cue.first == 0 or (tokens[cue.first - 1].sentence != tokens[cue.first].sentence and not _quote_ends(page, cue)):
        return False
    before = tokens[cue.first - 1].norm
    if before not in CLOSING and before not in {",", ")", "–", "—", "...", "…", "!", "?"}:
        return False
    if cue.token.feat("VerbForm") == "Part" and cue.first == cue.token.index:
        return False
    if cue.token.feat("VerbForm") == "Inf":
        return False
    subject = subject_of(page.analysis, cue.token)
    return subject is None or subject.index > cue.first


def _quote_ends(page: Page, cue: Cue) -> bool:
    start = page.analysis.tokens[cue.first].start
    return any(0 <= start - q.end <= 3 for q in page.quotations)


def _inverted(page: Page, cue: Cue) -> Attribution | None:
    text = page.article.text
    start = page.analysis.tokens[cue.first].start
    quotation = next((q for q in reversed(page.quotations) if 0 <= start - q.end <= 3), None)
    sentence = page.analysis.sentences[page.analysis.tokens[max(cue.first - 1, 0)].sentence]
    if quotation is not None:
        opening = _clause_start(page, quotation, sentence.start)
        if opening < quotation.start:
            pieces = without_inserts(text, opening, quotation.end, page.analysis.language)
        else:
            pieces = without_inserts(text, quotation.inner_start, quotation.inner_end, page.analysis.language)
        rule = "reported.after_quotation"
    else:
        span = stripped(text, sentence.start, start)
        if span is None or len(page.analysis.tokens_in(span.start, span.end)) < 3:
            return None
        pieces, rule = without_inserts(text, span.start, span.end, page.analysis.language), "reported.after_words"
    pieces += _continued(page, cue)
    source = _source_behind(page, cue)
    return _attribution(page, cue, pieces, source, rule)


def _clause_start(page: Page, quotation: Quotation, sentence_start: int) -> int:
    """Return where the words begin: at the mark, or with the sentence that the quotation ends ("Dimanche, X « a reçu … »")."""
    before = page.article.text[sentence_start : quotation.start]
    return sentence_start if before.strip(" \u00a0\u202f–—-:") and sentence_start < quotation.start else quotation.start


def _continued(page: Page, cue: Cue) -> list[Span]:
    """Return the quotation that goes on right behind the reporting clause: « …, a dit X, « … »."""
    sentence = page.analysis.sentences[cue.token.sentence]
    for quotation in page.quotations:
        if cue.token.end < quotation.start < sentence.end and page.article.text[
            quotation.start - 2 : quotation.start
        ].strip() in {",", ":"}:
            return without_inserts(
                page.article.text, quotation.inner_start, quotation.inner_end, page.analysis.language
            )
    return []


def _interrupting(page: Page, cue: Cue, quotation: Quotation) -> Attribution | None:
    """Read a reporting clause between commas inside a quotation: « Nous partons, a dit X, et vite »."""
    if not _follows_words(page, cue):
        return None
    clitic = any(t.norm.startswith("-") and t.relation == "nsubj" for t in page.analysis.children(cue.token))
    subject = subject_of(page.analysis, cue.token)
    if not clitic and (subject is None or subject.index < cue.first):
        return None
    source = _source_behind(page, cue)
    text, tokens = page.article.text, page.analysis.tokens
    end = max(tokens[cue.last - 1].end, source.end if source else 0)
    after = next((p for p in range(end, min(quotation.inner_end, end + 200)) if text[p] in ",.;:!?"), None)
    first = stripped(text, quotation.inner_start, tokens[cue.first].start)
    rest = (
        stripped(text, after + 1, quotation.inner_end)
        if after is not None and after + 1 < quotation.inner_end
        else None
    )
    pieces = [piece for piece in (first, rest) if piece]
    return _attribution(page, cue, pieces, source, "reported.inside_quotation") if pieces else None


def _is_nested(page: Page, cue: Cue, quotation: Quotation) -> bool:
    """Say whether the quoted words themselves report what somebody else said (not the speaker's own "je dis que")."""
    if _follows_words(page, cue):
        return False
    subject = subject_of(page.analysis, cue.token)
    if subject is None or not quotation.holds(subject.start):
        return False
    own = subject.feat("Person") == "1" or subject.norm in {"on", "je", "j'", "nous"}
    return not own and _that_after(page, cue) is not None


def _source_behind(page: Page, cue: Cue) -> Span | None:
    subject = subject_of(page.analysis, cue.token)
    if subject is not None and subject.index >= cue.first:
        return mention(page.analysis, subject, range(cue.first, cue.last))
    found = _noun_behind(page, cue)
    if found is not None:
        return mention(page.analysis, found, range(cue.first, cue.last))
    return mention(page.analysis, subject) if subject is not None and cue.token.relation in {"conj", "xcomp"} else None


def _noun_behind(page: Page, cue: Cue) -> Token | None:
    """Return the first noun behind the cue that no preposition takes: the subject that the parser missed."""
    tokens = page.analysis.tokens
    for token in tokens[cue.last : cue.last + 14]:
        if token.norm in {";", ".", ":"} or token.norm in CLOSING | OPENING:
            return None
        if token.upos in {"NOUN", "PROPN"}:
            cased = any(c.relation == "case" for c in page.analysis.children(token))
            inner = page.analysis.head(token).index >= cue.last and token.relation in {"nmod", "flat", "appos", "conj"}
            timed = any(e.kind in {"DATE", "HOUR"} and e.first <= token.index < e.last for e in page.analysis.entities)
            if not cased and not inner and not timed:
                return token
    return None


# The verb governs its words.


def _governing(page: Page, cue: Cue) -> Attribution | None:
    for rule in (_that_clause, _quotation_behind, _as, _accusation, _infinitive, _about, _noun, _bare):
        found = rule(page, cue)
        if found is not None:
            pieces, name, denied = found
            return _attribution(page, cue, pieces, _source_before(page, cue), f"reported.{name}", denied)
    return None


Found = tuple[list[Span], str, Span | None]


def _that_after(page: Page, cue: Cue) -> Token | None:
    """Return the « que » that opens what the cue reports."""
    for child in page.analysis.children(cue.token):
        if child.relation in {"ccomp", "xcomp", "advcl", "parataxis"} and child.index > cue.token.index:
            for mark in page.analysis.children(child):
                if mark.norm in _INTRODUCERS and cue.last <= mark.index < child.index:
                    return mark
    depth = 0
    for token in page.analysis.tokens[cue.last : cue.last + 12]:
        if token.sentence != cue.token.sentence or token.norm in {";", ":", "."}:
            return None
        depth += token.norm in {","}
        if token.norm in _INTRODUCERS and token.upos in {"SCONJ", "PRON"}:
            return token if depth != 1 else None
        if token.upos in {"VERB", "AUX"}:
            return None
        if token.upos in {"NOUN", "PROPN"} and not _is_oblique(page, token):
            return None
    return None


def _is_oblique(page: Page, token: Token) -> bool:
    tokens = page.analysis.tokens
    timed = any(e.kind in {"DATE", "HOUR"} and e.first <= token.index < e.last for e in page.analysis.entities)
    before = tokens[max(0, token.index - 4) : token.index]
    return timed or any(t.upos == "ADP" for t in before) or token.relation in {"obl", "nmod"}


def _that_clause(page: Page, cue: Cue) -> Found | None:
    if "clause" not in cue.frames and "noun" not in cue.frames:
        return None
    mark = _that_after(page, cue)
    if mark is None:
        return None
    end = _clause_end(page, cue, mark)
    start = page.analysis.tokens[mark.index + 1].start if mark.index + 1 < len(page.analysis.tokens) else mark.end
    pieces = _contents(page, start, end)
    return (pieces, "that_clause", None) if pieces else None


def _clause_end(page: Page, cue: Cue, mark: Token) -> int:
    """Return where the reported clause ends: with the subtree of its verb, a quotation in it held whole."""
    top = page.analysis.head(mark)
    sentence = page.analysis.sentences[mark.sentence]
    below = [t for t in page.analysis.subtree(top) if t.index > mark.index]
    end = below[-1].end if below and top.index > mark.index else sentence.end
    if cue.token.index in {t.index for t in below}:
        end = sentence.end
    for quotation in page.quotations:
        if mark.end <= quotation.start <= end + 1 < quotation.end or (quotation.start < end < quotation.end):
            end = max(end, quotation.end)
    return _without_tail(page, mark.end, min(end, max(sentence.end, end)))


def _without_tail(page: Page, start: int, end: int) -> int:
    """Cut off a narrator's tail that the parser took for content: ", a-t-il ajouté", ", affirmant que", ", selon X"."""
    according = word_list(page.analysis.language, "according")["prepositions"]["words"]
    for token in page.analysis.tokens_in(start, end):
        if token.norm != "," or page.around(token.start) is not None:
            continue
        after = page.analysis.tokens[token.index + 1 : token.index + 4]
        for place, follower in enumerate(after):
            cue = cue_of(page.analysis, follower)
            opens = cue is not None and cue.first <= token.index + 2 and "clause" in cue.frames
            if (
                opens
                and cue is not None
                and ((follower.feat("VerbForm") == "Part" and place <= 1) or _follows_words(page, cue))
            ):
                return token.start
        if after and after[0].norm in according:
            return token.start
    return end


def _quotation_behind(page: Page, cue: Cue) -> Found | None:
    """X affirme : « … » / X a parlé de « … » is not it: only a colon, or the mark right behind the verb group."""
    if "clause" not in cue.frames:
        return None
    text, tokens = page.article.text, page.analysis.tokens
    for quotation in page.quotations:
        if not cue.token.end <= quotation.start <= cue.token.end + 250:
            continue
        between = text[tokens[cue.last - 1].end : quotation.start]
        whole = quotation.inner_end - quotation.inner_start > 12
        if between.rstrip().endswith(":") and "." not in between.rstrip(" :") and whole:
            pieces = without_inserts(text, quotation.inner_start, quotation.inner_end, page.analysis.language)
            return pieces, "colon", None
        if not between.strip() and whole and len(text[quotation.inner_start : quotation.inner_end].split()) > 3:
            pieces = without_inserts(text, quotation.inner_start, quotation.inner_end, page.analysis.language)
            return pieces, "quotation_behind", None
        return None
    return None


def _infinitive(page: Page, cue: Cue) -> Found | None:
    for child in page.analysis.children(cue.token):
        if (
            child.relation not in {"xcomp", "ccomp"}
            or child.index < cue.token.index
            or child.feat("VerbForm") not in {"Inf", None}
        ):
            continue
        if child.feat("VerbForm") is None and not any(
            c.feat("VerbForm") == "Inf" for c in page.analysis.children(child)
        ):
            continue
        below = page.analysis.subtree(child)
        marks = [t for t in page.analysis.children(child) if t.relation in {"mark", "case"} and t.index < child.index]
        if marks and "to_do" not in cue.frames:
            continue
        if not marks and "infinitive" not in cue.frames:
            continue
        start = marks[-1].end if marks else below[0].start
        pieces = _contents(page, start, _without_tail(page, start, below[-1].end))
        return (pieces, "infinitive", None) if pieces else None
    return None


def _accusation(page: Page, cue: Cue) -> Found | None:
    if "accuse" not in cue.frames:
        return None
    parts = [
        c
        for c in page.analysis.children(cue.token)
        if c.index > cue.token.index and c.relation in {"obj", "xcomp", "ccomp", "obl", "iobj"}
    ]
    deeds = [
        c
        for c in parts
        if c.relation in {"xcomp", "ccomp"} or (c.relation == "obl" and _has_case(page, c, {"de", "d'", "du", "des"}))
    ]
    if not deeds:
        return None
    below = [t for c in parts for t in page.analysis.subtree(c) if t.index > cue.token.index]
    pieces = _contents(page, min(t.start for t in below), max(t.end for t in below))
    return pieces, "accusation", None


def _as(page: Page, cue: Cue) -> Found | None:
    """X juge Y absurde; X qualifie Y de Z."""
    if "as" not in cue.frames:
        return None
    objects = [c for c in page.analysis.children(cue.token) if c.relation == "obj"]
    judged = [
        c
        for c in page.analysis.children(cue.token)
        if c.index > cue.token.index
        and (
            (c.relation == "xcomp" and c.upos in {"ADJ", "NOUN"})
            or (c.relation == "obl" and _has_case(page, c, {"de", "d'", "comme"}))
        )
    ]
    if not objects or not judged:
        return None
    below = [t for c in (*objects, *judged) for t in page.analysis.subtree(c) if t.index > cue.token.index]
    pieces = _contents(page, min(t.start for t in below), max(t.end for t in below))
    return pieces, "judged_as", None


def _about(page: Page, cue: Cue) -> Found | None:
    if "about" not in cue.frames:
        return None
    for child in page.analysis.children(cue.token):
        if (
            child.relation in {"obl", "iobj", "nmod"}
            and child.index >= cue.last
            and _has_case(page, child, {"de", "d'", "du", "des"})
        ):
            below = [t for t in page.analysis.subtree(child) if t.relation != "case" or t.head != child.index]
            pieces = _contents(page, below[0].start, below[-1].end)
            return (pieces, "about", None) if pieces else None
    return None


def _noun(page: Page, cue: Cue) -> Found | None:
    if "noun" not in cue.frames:
        return None
    for child in page.analysis.children(cue.token):
        if child.relation != "obj":
            continue
        if child.upos == "PRON" and child.feat("PronType") == "Rel":
            head = page.analysis.head(cue.token)
            if cue.token.relation == "acl" and head.upos in {"NOUN", "PROPN", "PRON"}:
                span = mention(page.analysis, head)
                return [span], "relative", span
            return None
        if child.index < cue.token.index or child.upos not in {"NOUN", "PROPN", "NUM", "PRON"}:
            continue
        if child.lemma in verbs(page.analysis.language).not_speech:
            return None
        below = page.analysis.subtree(child)
        start, end = below[0].start, _without_tail(page, below[0].start, below[-1].end)
        pieces = _contents(page, start, end)
        return (pieces, "noun_phrase", pieces[0]) if pieces else None
    return None


def _bare(page: Page, cue: Cue) -> Found | None:
    """X dément. / X confirme.: no words at all."""
    if cue.lemma not in word_list(page.analysis.language, "denials")["bare"]["verbs"] or cue.negated:
        return None
    rest = [
        t
        for t in page.analysis.children(cue.token)
        if t.relation in {"obj", "ccomp", "xcomp", "nsubj", "obl"} and "pass" not in t.deprel
    ]
    outside = page.around(cue.token.start) is None
    finite = cue.token.feat("VerbForm") == "Fin" or cue.first < cue.token.index
    only_subject = all(t.relation == "nsubj" for t in rest) and bool(rest)
    return ([], "bare", None) if outside and only_subject and finite else None


def _has_case(page: Page, token: Token, words: set[str]) -> bool:
    marks = [c for c in page.analysis.children(token) if c.relation in {"case", "mark"}]
    first = page.analysis.subtree(token)[0]
    return any(m.norm in words for m in marks) or first.norm in words


def _source_before(page: Page, cue: Cue) -> Span | None:
    subject = subject_of(page.analysis, cue.token)
    return mention(page.analysis, subject, range(cue.first, cue.last)) if subject is not None else None


# Passives: "X a été démenti par Y", "une déclaration démentie par Y", "X est accusé de".


def _passive(page: Page, cue: Cue) -> Attribution | None:
    children = page.analysis.children(cue.token)
    is_passive = any(c.deprel in {"aux:pass", "nsubj:pass"} for c in children)
    participle = (
        cue.token.feat("VerbForm") == "Part" and cue.token.feat("Tense") == "Past" and cue.first == cue.token.index
    )
    agent = agent_of(page.analysis, cue.token)
    if not is_passive and not (participle and agent is not None and cue.token.relation == "acl"):
        return None
    if cue.frames.isdisjoint({"noun", "accuse"}):
        return None
    source = mention(page.analysis, agent) if agent is not None else None
    if "accuse" in cue.frames:
        deeds = [
            c
            for c in children
            if c.relation in {"xcomp", "ccomp"}
            or (c.relation == "obl" and c.deprel != "obl:agent" and _has_case(page, c, {"de", "d'"}))
        ]
        if not deeds:
            return None
        below = page.analysis.subtree(deeds[0])
        start = below[1].start if below[0].norm in {"de", "d'"} else below[0].start
        return _attribution(page, cue, _contents(page, start, below[-1].end), source, "reported.passive_accusation")
    subject = subject_of(page.analysis, cue.token)
    if subject is None or subject.lemma in verbs(page.analysis.language).not_speech:
        return None
    if not is_passive and agent is None:
        return None
    span = mention(page.analysis, subject, range(cue.first, cue.last))
    return _attribution(page, cue, [span], source, "reported.passive", span)


# Putting it together.


def _contents(page: Page, start: int, end: int) -> list[Span]:
    """Return the pieces of a stretch: a direct one without its marks, a mixed one whole; inserts cut out."""
    text = page.article.text
    span = stripped(text, start, end)
    if span is None:
        return []
    a, b = span.start, span.end
    for quotation in page.quotations:
        if abs(quotation.start - a) <= 1 and quotation.end >= b - 1 and quotation.inner_end > quotation.inner_start:
            return without_inserts(text, quotation.inner_start, quotation.inner_end, page.analysis.language)
        if quotation.start < b <= quotation.end + 1 and a < quotation.start:
            b = max(b, quotation.end) if b > quotation.inner_end - 1 else b
    while b > a and text[b - 1] in ".,;: \u00a0\u202f":
        if text[b - 3 : b] == "..." or text[b - 4 : b] == "etc.":
            break
        b -= 1
    return without_inserts(text, a, b, page.analysis.language) if b > a else []


def typed(page: Page, pieces: Sequence[Span]) -> StatementType | None:
    """Return whose words the pieces are: direct within marks, indirect without, mixed in part."""
    if not pieces:
        return None
    within = [page.around(p.start) is not None and page.around(p.end - 1) is not None for p in pieces]
    if all(within):
        return StatementType.DIRECT
    marked = any(q.start < p.end and p.start < q.end for p in pieces for q in page.quotations)
    return StatementType.MIXED if marked else StatementType.INDIRECT


def _attribution(
    page: Page, cue: Cue, pieces: Sequence[Span], source: Span | None, rule: str, denied: Span | None = None
) -> Attribution | None:
    tokens = page.analysis.tokens
    span = Span.of(page.article.text, tokens[cue.first].start, tokens[cue.last - 1].end)
    kept = tuple(sorted(p for p in pieces if not span.contains(p)))
    if not kept and not rule.endswith("bare"):
        return None
    nested = page.around(cue.token.start)
    kind = typed(page, kept)
    if nested is not None and kind is StatementType.DIRECT and not rule.endswith("inside_quotation"):
        kind = StatementType.INDIRECT
    return Attribution(
        content=kept,
        type=kind,
        source=source,
        cue=span,
        cue_token=cue.token.index,
        cue_lemma=cue.lemma,
        negated=cue.negated,
        denied=denied,
        found_by=rule,
    )
