# SPDX-License-Identifier: Apache-2.0
"""What does a cue govern? X dit que …, avoir …, la mort de …; promet de …; accuse Y de …; juge Y absurde; parle de …."""

from __future__ import annotations

from collections.abc import Iterator

from dementi.language import Token, word_list
from dementi.record import Span, StatementType
from dementi.statements.attribution import Attribution
from dementi.statements.contents import contents, stretch_end
from dementi.statements.cues import Cue, is_refusal, verbs
from dementi.statements.making import attribution_of
from dementi.statements.page import Page
from dementi.statements.quotations import CLOSING, Quotation
from dementi.statements.sources import far_auxiliary, mention, noun_before, subject_of

__all__ = ["read_frames"]

#: The frame of verbs that report only what they quote.
_WEAK = "quoted"

#: How many tokens may stand between a cue and what it opens (adverbs, dates, media).
REACH = 24

Found = tuple[list[Span], str]


def read_frames(page: Page, cue: Cue) -> Iterator[Attribution]:
    """Yield what a cue governs, by the first frame that fits, and the quotation that a colon opens behind it."""
    first = _read(page, cue)
    if first is not None:
        yield first
    colon = _colon(page, cue)
    if colon is not None and (first is None or not any(p.overlaps(q) for p in first.content for q in colon[0])):
        found = attribution_of(page, cue, colon[0], _source(page, cue), "reported.colon")
        if found is not None:
            yield found


def _read(page: Page, cue: Cue) -> Attribution | None:
    if _is_adjective(page, cue):
        return None
    if _WEAK in cue.frames:
        return _only_quoted(page, cue)
    refusal = _refusal(page, cue)
    if refusal is not None:
        return refusal
    for rule in (_clause, _quotation, _as, _accusation, _to_do, _infinitive, _about, _relative, _noun, _bare):
        found = rule(page, cue)
        if found is not None:
            pieces, name = found
            return attribution_of(page, cue, pieces, _source(page, cue), f"reported.{name}")
    return None


def _refusal(page: Page, cue: Cue) -> Attribution | None:
    """X n'a pas souhaité réagir: no words at all."""
    if not is_refusal(page.analysis, cue.token) or any(
        c.relation in {"obj", "ccomp"} for c in page.analysis.children(cue.token)
    ):
        return None
    return attribution_of(page, cue, [], _source(page, cue), "reported.refusal_bare")


def _only_quoted(page: Page, cue: Cue) -> Attribution | None:
    """Read a verb of thought or will: it reports speech only where words are quoted ("il pense que « … »")."""
    for rule in (_clause, _quotation, _infinitive, _noun):
        found = rule(page, cue)
        if found is not None:
            result = attribution_of(page, cue, found[0], _source(page, cue), f"reported.{found[1]}")
            quoted = result is not None and result.type is not StatementType.INDIRECT
            return result if quoted and _quoted_share(page, found[0]) >= 0.5 else None
    return None


def _quoted_share(page: Page, pieces: list[Span]) -> float:
    """Return how much of the pieces stands between marks."""
    inside = sum(1 for p in pieces for i in range(p.start, p.end) if page.around(i) is not None)
    return inside / max(1, sum(p.end - p.start for p in pieces))


def _source(page: Page, cue: Cue) -> Span | None:
    subject = subject_of(page.analysis, cue.token)
    behind = subject is not None and subject.index > cue.token.index and cue.token.relation != "acl"
    if subject is not None and page.around(subject.start) is not None and page.around(cue.token.start) is None:
        subject = None
    if subject is None or behind:
        subject = noun_before(page.analysis, cue.token, cue.first) or subject
    return mention(page.analysis, subject, range(cue.first, cue.last)) if subject is not None else None


def _is_adjective(page: Page, cue: Cue) -> bool:
    """Say whether a past participle stands by a noun: "des contacts estimés inappropriés"."""
    token = cue.token
    past = token.feat("VerbForm") == "Part" and token.feat("Tense") == "Past" and cue.first == token.index
    return past and token.relation in {"acl", "amod"} and far_auxiliary(page.analysis, token) is None


def _words(page: Page, name: str) -> list[str]:
    found: list[str] = word_list(page.analysis.language, "frames")[name]["words"]
    return found


def _from(page: Page, cue: Cue, index: int, name: str, *, nominal: bool = False) -> Found | None:
    tokens = page.analysis.tokens
    if index >= len(tokens):
        return None
    start = tokens[index]
    begin = start.start
    quotation = page.around(begin)
    if quotation is not None and page.around(cue.token.start) is None:
        begin = quotation.start
    pieces = contents(page, begin, stretch_end(page, cue, start, nominal=nominal))
    return (pieces, name) if pieces else None


def _clause(page: Page, cue: Cue) -> Found | None:
    if cue.frames.isdisjoint({"clause", "noun"}):
        return None
    mark = _mark_after(page, cue)
    return None if mark is None else _from(page, cue, _behind_according(page, mark), "that_clause")


def _behind_according(page: Page, mark: Token) -> int:
    """Return the index of the first reported word: "que, selon lui, le pont tient" begins with "le"."""
    tokens = page.analysis.tokens
    prepositions = word_list(page.analysis.language, "according")["prepositions"]["words"]
    if mark.index + 2 >= len(tokens) or tokens[mark.index + 1].norm != ",":
        return mark.index + 1
    if tokens[mark.index + 2].norm not in prepositions:
        return mark.index + 1
    comma = next((t.index for t in tokens[mark.index + 3 : mark.index + 12] if t.norm == ","), mark.index)
    return comma + 1


def _mark_after(page: Page, cue: Cue) -> Token | None:
    """Return the word that opens the reported clause: hung on the cue, or reached over adverbs, dates and phrases."""
    openers = {*_words(page, "clause"), *(_words(page, "question") if "clause" in cue.frames else ())}
    inside = page.around(cue.token.start)
    commas = 0
    for token in page.analysis.tokens[cue.last : cue.last + REACH]:
        if token.sentence != cue.token.sentence or token.norm in {";", ":", "."} or token.norm in CLOSING:
            return None
        if inside is None and page.around(token.start) is not None:
            return None
        commas += token.norm == ","
        if token.norm in _words(page, "question") and token.index > cue.last:
            return None
        if token.norm in openers and token.upos in {"SCONJ", "PRON", "ADV"}:
            return token if _opens_clause(page, cue, token, commas) else None
        if token.upos in {"VERB", "AUX"} and token.feat("VerbForm") in {"Fin", "Inf"}:
            return None
    return None


def _opens_clause(page: Page, cue: Cue, mark: Token, commas: int) -> bool:
    """Say whether « que » opens what the cue reports, not a relative clause on a noun in between."""
    if mark.index == cue.last:
        return True
    top = page.analysis.head(mark)
    if top.head == cue.token.index and top.relation in {"ccomp", "xcomp", "advcl", "dep"}:
        return True
    if commas == 1 and page.analysis.tokens[mark.index - 1].norm == ",":
        return False
    between = page.analysis.tokens[cue.last : mark.index]
    objects = [t for t in between if t.relation == "obj" and t.head == cue.token.index and t.upos in {"NOUN", "PROPN"}]
    if objects and not any(c.relation == "case" for c in page.analysis.children(objects[0])):
        return False
    return mark.upos == "SCONJ" or not any(t.upos in {"NOUN", "PROPN"} for t in between)


def _colon(page: Page, cue: Cue) -> Found | None:
    """X affirme : « … »."""
    text = page.article.text
    near = page.starting_from(cue.token.end)
    if near is None or near.start - cue.token.end > 250:
        return None
    between = text[page.analysis.tokens[cue.last - 1].end : near.start].rstrip()
    if (
        not between.endswith(":")
        or "." in between
        or any(c.relation == "obj" for c in page.analysis.children(cue.token))
    ):
        return None
    return contents(page, near.start, near.end), "colon"


def _quotation(page: Page, cue: Cue) -> Found | None:
    """X affirme « … »: the mark right behind the verb."""
    if cue.frames.isdisjoint({"clause", "noun"}):
        return None
    text = page.article.text
    near = page.starting_from(cue.token.end)
    if near is None or near.start - cue.token.end > 120 or not _only_circumstances(page, cue, near):
        return None
    if "noun" not in cue.frames and len(near.words(text)) < 2:
        return None
    first = next(iter(page.analysis.tokens_in(near.inner_start, near.inner_end)), None)
    return None if first is None else _from(page, cue, first.index, "quotation", nominal=True)


def _only_circumstances(page: Page, cue: Cue, quotation: Quotation) -> bool:
    """Say whether nothing but adverbs, times and phrases stands between a cue and a quotation in its sentence."""
    tokens = page.analysis.tokens
    index = cue.last
    while index < len(tokens) and tokens[index].end <= quotation.start:
        token = tokens[index]
        if token.sentence != cue.token.sentence or token.norm in {":", ";", ",", "("}:
            return False
        phrase = page.analysis.head(token) if token.upos in {"DET", "ADJ", "NUM", "ADP"} else token
        cased = any(c.relation == "case" for c in page.analysis.children(phrase))
        if not (token.upos == "ADV" or page.is_dated(token) or page.is_dated(phrase) or cased):
            return False
        if token.upos == "DET" and not cased:
            return False
        index += 1
    # "parle de « … »": the preposition takes the quotation itself.
    return tokens[index - 1].upos != "ADP"


def _infinitive(page: Page, cue: Cue) -> Found | None:
    """X affirme avoir …: the infinitive stands close behind, no preposition before it."""
    if "infinitive" not in cue.frames:
        return None
    tokens = page.analysis.tokens
    for token in tokens[cue.last : cue.last + REACH]:
        if token.sentence != cue.token.sentence or token.norm in {";", ":", "."}:
            return None
        if token.upos in {"VERB", "AUX"}:
            if token.feat("VerbForm") != "Inf":
                if token.feat("VerbForm") == "Fin":
                    return None
                continue
            first = token.index
            while first > cue.last and tokens[first - 1].norm in _words(page, "before_infinitive"):
                first -= 1
            if tokens[first - 1].upos == "ADP" and first > cue.last:
                return None
            return _from(page, cue, first, "infinitive", nominal=True)
    return None


def _to_do(page: Page, cue: Cue) -> Found | None:
    """X promet de …, demande à Y de …, appelle Y à …."""
    if "to_do" not in cue.frames or any(c.deprel == "aux:pass" for c in page.analysis.children(cue.token)):
        return None
    tokens = page.analysis.tokens
    openers = _words(page, "to_do")
    for token in tokens[cue.last : cue.last + 18]:
        if token.sentence != cue.token.sentence or token.norm in {";", ":", "."} or token.feat("VerbForm") == "Fin":
            return None
        if token.norm in openers:
            verb = next((t for t in tokens[token.index + 1 : token.index + 5] if t.upos in {"VERB", "AUX"}), None)
            between = tokens[token.index + 1 : verb.index] if verb is not None else ()
            plain = all(t.upos in {"ADV", "PRON", "PUNCT"} for t in between)
            if verb is not None and verb.feat("VerbForm") == "Inf" and plain:
                return _from(page, cue, token.index + 1, "to_do", nominal=True)
    return None


def _accusation(page: Page, cue: Cue) -> Found | None:
    """X accuse Y de …: "Y de …" is the content."""
    if "accuse" not in cue.frames:
        return None
    tokens = page.analysis.tokens
    deeds = _words(page, "deed")
    not_speech = verbs(page.analysis.language).not_speech.get(cue.lemma, ())
    if any(c.relation == "obj" and c.lemma in not_speech for c in page.analysis.children(cue.token)):
        return None
    for token in tokens[cue.last : cue.last + 16]:
        if token.sentence != cue.token.sentence or token.norm in {";", "."}:
            return None
        if token.norm in deeds:
            target = _without_date(page, list(tokens[cue.last : token.index]))
            return _from(page, cue, target[0].index if target else cue.last, "accusation")
    return None


def _as(page: Page, cue: Cue) -> Found | None:
    """X juge Y absurde; X qualifie Y de Z; X se dit prêt; qu'il juge « abject »."""
    if "as" not in cue.frames:
        return None
    children = page.analysis.children(cue.token)
    openers = _words(page, "as")
    judged = [
        c
        for c in children
        if c.index >= cue.last
        and (
            (c.relation in {"xcomp", "amod"} and c.upos in {"ADJ", "NOUN", "VERB"} and c.feat("VerbForm") != "Inf")
            or (c.relation in {"obl", "xcomp", "advcl", "nmod"} and page.analysis.subtree(c)[0].norm in openers)
        )
    ]
    objects = [c for c in children if c.relation == "obj" and c.index >= cue.last]
    judged += [c for o in objects for c in page.analysis.children(o) if c.relation == "amod" and c.index > o.index]
    if cue.lemma in word_list(page.analysis.language, "frames")["as"]["naming"]:
        judged += [c for o in objects for c in page.analysis.children(o) if page.analysis.subtree(c)[0].norm in openers]
    named = any(c.relation in {"obj", "expl", "iobj"} for c in children) or cue.token.deprel == "acl:relcl"
    if not judged or not named:
        return None
    first = page.analysis.tokens[cue.last]
    while first.upos == "ADV" and first.index < judged[0].index:
        first = page.analysis.tokens[first.index + 1]
    return _from(page, cue, first.index, "judged_as", nominal=True)


def _about(page: Page, cue: Cue) -> Found | None:
    """X parle de …, appelle à …, met en garde contre …."""
    forms = word_list(page.analysis.language, "frames")["contracted"]
    openers = {form for frame in cue.frames if frame.startswith("about:") for form in forms[frame.partition(":")[2]]}
    if not openers:
        return None
    aside = False
    for token in page.analysis.tokens[cue.last : cue.last + REACH]:
        if token.sentence != cue.token.sentence or token.norm in {";", ":", "."} or token.feat("VerbForm") == "Fin":
            return None
        if token.norm == ",":
            # "fait état, dans un rapport publié jeudi, de pillages"
            aside = not aside
        elif not aside and token.norm in openers:
            return _from(page, cue, token.index + 1, "about", nominal=True)
    return None


def _relative(page: Page, cue: Cue) -> Found | None:
    """Des accusations que X dément: the noun before is the content; "ce que X dément" says nothing by itself."""
    if "noun" not in cue.frames:
        return None
    for child in page.analysis.children(cue.token):
        if child.relation != "obj" or child.feat("PronType") != "Rel" or child.index > cue.token.index:
            continue
        head = page.analysis.head(cue.token)
        if cue.token.relation == "acl" and head.upos in {"NOUN", "PROPN"} and head.index < child.index:
            return [mention(page.analysis, head)], "relative"
    return None


def _noun(page: Page, cue: Cue) -> Found | None:
    """X annonce la mort de …: the object, or the first noun phrase behind that nothing else takes."""
    if "noun" not in cue.frames:
        return None
    children = page.analysis.children(cue.token)
    if any(c.relation == "obj" and c.index < cue.token.index and c.feat("PronType") == "Rel" for c in children):
        return None
    start = _object_start(page, cue)
    acts = verbs(page.analysis.language).acts.get(cue.lemma, ())
    if start is None or any(
        t.lemma in acts for t in page.analysis.tokens[cue.last : cue.last + 14] if t.sentence == cue.token.sentence
    ):
        return None
    return _from(page, cue, start.index, "noun_phrase", nominal=True)


def _object_start(page: Page, cue: Cue) -> Token | None:
    tokens = page.analysis.tokens
    not_speech = verbs(page.analysis.language).not_speech.get(cue.lemma, ())
    for child in page.analysis.children(cue.token):
        taken = {"obj", "xcomp", "nsubj"} if child.upos == "NOUN" else {"obj", "xcomp"}
        if child.relation in taken and child.index >= cue.last and child.feat("VerbForm") != "Inf":
            if child.lemma in not_speech:
                return None
            below = [t for t in page.analysis.subtree(child) if t.index >= cue.last]
            below = _without_date(page, [t for t in below if t.upos != "PUNCT"])
            if below and below[0].upos != "ADP":
                return below[0]
    for token in _without_date(page, list(tokens[cue.last : cue.last + 8]))[:3]:
        if token.upos == "ADV":
            continue
        phrase = page.analysis.head(token) if token.upos in {"DET", "NUM"} else token
        if token.upos in {"DET", "NUM", "NOUN", "PROPN"} and phrase.relation not in {"nsubj", "obl"}:
            return token if phrase.lemma not in not_speech else None
        return None
    return None


def _without_date(page: Page, found: list[Token]) -> list[Token]:
    """Return the tokens behind a time at their start: "jeudi l'ouverture …", "le soir même ces rumeurs"."""
    times = _words(page, "times")
    for place, token in enumerate(found[:4]):
        if token.lemma in times or page.is_dated(token):
            rest = found[place + 1 :]
            while rest and (page.is_dated(rest[0]) or rest[0].upos in {"ADJ", "ADV", "PUNCT"}):
                rest = rest[1:]
            return rest if rest and rest[0].upos in {"DET", "NUM", "PROPN", "NOUN"} else found
    return found


def _bare(page: Page, cue: Cue) -> Found | None:
    """X dément. / X confirme.: no words at all."""
    if cue.lemma not in word_list(page.analysis.language, "denials")["bare"]["verbs"] or cue.negated:
        return None
    if page.around(cue.token.start) is not None:
        return None
    rest = [
        c
        for c in page.analysis.children(cue.token)
        if c.relation in {"obj", "ccomp", "xcomp"} and c.index > cue.token.index
    ]
    finite = any(t.feat("VerbForm") == "Fin" for t in page.analysis.tokens[cue.first : cue.last])
    finite = finite and not any(c.deprel in {"aux:pass", "nsubj:pass"} for c in page.analysis.children(cue.token))
    return ([], "bare") if finite and not rest and subject_of(page.analysis, cue.token) is not None else None
