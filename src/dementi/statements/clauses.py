# SPDX-License-Identifier: Apache-2.0
"""What clause, quotation or infinitive does a cue govern? X dit que …; X affirme « … »; X déclare : « … »; X affirme avoir …."""

from __future__ import annotations

from dementi.language import Token, word_list
from dementi.statements.contents import contents, end_of_quoted
from dementi.statements.cues import Cue, saying_of
from dementi.statements.making import REACH, Found, frame_words, reported_from
from dementi.statements.page import Page
from dementi.statements.quotations import CLOSING, Quotation

__all__ = ["read_clause", "read_colon", "read_infinitive", "read_quotation"]


def read_clause(page: Page, cue: Cue) -> Found | None:
    """X affirme que …, X se demande si …."""
    if cue.frames.isdisjoint({"clause", "noun"}) or _is_judged_first(page, cue):
        return None
    mark = _mark_after(page, cue)
    return None if mark is None else reported_from(page, cue, _behind_according(page, mark), "that_clause")


def _is_judged_first(page: Page, cue: Cue) -> bool:
    """Say whether what is thought of a clause stands before it: "juge absurde que le pont soit fermé"."""
    behind = next(iter(page.analysis.tokens[cue.last : cue.last + 1]), None)
    return "as" in cue.frames and behind is not None and behind.upos == "ADJ" and behind.relation in {"xcomp", "amod"}


def _behind_according(page: Page, mark: Token) -> int:
    """Return the index of the first reported word: "que, selon lui, le pont tient" begins with "le"."""
    tokens = page.analysis.tokens
    prepositions = word_list(page.analysis.language, "according")["prepositions"]["words"]
    behind = tokens[mark.index + 1 : mark.index + 4]
    if len(behind) == 3 and behind[0].norm in prepositions and behind[1].upos == "PRON":
        return behind[2].index + (behind[2].norm == ",")
    if len(behind) < 2 or behind[0].norm != "," or behind[1].norm not in prepositions:
        return mark.index + 1
    comma = next((t.index for t in tokens[mark.index + 3 : mark.index + 12] if t.norm == ","), mark.index)
    return comma + 1


def _mark_after(page: Page, cue: Cue) -> Token | None:
    """Return the word that opens the reported clause: hung on the cue, or reached over adverbs, dates and phrases."""
    openers = {*frame_words(page, "clause"), *(frame_words(page, "question") if "clause" in cue.frames else ())}
    frame_clause = word_list(page.analysis.language, "frames")["clause"]
    inside = page.around(cue.token.start)
    commas, passed = 0, 0
    for token in page.analysis.tokens[cue.last : cue.last + REACH]:
        if token.index < passed:
            continue
        if token.norm == "," and inside is None and (passed := _behind_aside(page, token, openers)):
            commas += 1
            continue
        if token.sentence != cue.token.sentence or token.norm in {";", ":", "."} or token.norm in CLOSING:
            return None
        if inside is None and page.around(token.start) is not None:
            return None
        commas += token.norm == ","
        if token.norm in frame_words(page, "question") and token.index > cue.last:
            return None
        if token.norm in openers and token.upos in {"SCONJ", "PRON", "ADV"}:
            before = page.analysis.tokens[token.index - 1]
            far = before.norm in frame_clause["not_far_behind"] and before.index > cue.last
            if before.form[:1].isupper() and page.analysis.tokens[before.index - 1].upos == "PROPN":
                # "à la chaîne Sport Plus que"
                far = False
                before = page.analysis.tokens[cue.last - 1]
            half = before.norm in frame_clause["not_behind"] and not _hangs_on(page, cue, token)
            if (far or half) and token.index > cue.last:
                return None
            return token if _opens_clause(page, cue, token, commas) else None
        if token.upos in {"VERB", "AUX"} and token.feat("VerbForm") in {"Fin", "Inf"}:
            return None
        if token.is_present_participle and saying_of(page.analysis, token) is not None:
            return None
    return None


def _behind_aside(page: Page, comma: Token, openers: set[str]) -> int:
    """Return the index of the comma that ends an aside right before « que »: "a confié, depuis la ville où il était, que"; 0: none."""
    for token in page.analysis.tokens[comma.index + 1 : comma.index + REACH]:
        if token.sentence != comma.sentence or token.norm in {";", ":"} or token.norm in openers:
            return 0
        if token.norm == ",":
            following = page.analysis.tokens[token.index + 1 : token.index + 2]
            return token.index if following and following[0].norm in openers else 0
    return 0


def _hangs_on(page: Page, cue: Cue, mark: Token) -> bool:
    """Say whether the tree takes a clause for what the cue reports: "expliquait alors que « … »"."""
    top = page.analysis.head(mark)
    near = page.starting_from(mark.end)
    quoted = near is not None and near.start - mark.end <= 1
    return quoted or (top.head == cue.token.index and top.relation in {"ccomp", "xcomp"})


def _opens_clause(page: Page, cue: Cue, mark: Token, commas: int) -> bool:
    """Say whether « que » opens what the cue reports, not a relative clause on a noun in between."""
    if mark.index == cue.last:
        return True
    top = page.analysis.head(mark)
    if commas and top.deprel == "acl:relcl" and top.head == mark.index - 1:
        # "Évoque 80 disparus, un chiffre que la mairie …"
        return False
    if top.head == cue.token.index and top.relation in {"ccomp", "xcomp", "advcl", "dep"}:
        return True
    if commas == 1 and page.analysis.tokens[mark.index - 1].norm == ",":
        return False
    between = page.analysis.tokens[cue.last : mark.index]
    objects = [t for t in between if t.relation == "obj" and t.head == cue.token.index and t.upos in {"NOUN", "PROPN"}]
    if objects and not any(c.relation == "case" for c in page.analysis.children(objects[0])):
        return False
    return mark.upos == "SCONJ" or not any(t.upos in {"NOUN", "PROPN"} for t in between)


def read_colon(page: Page, cue: Cue) -> Found | None:
    """X affirme : « … »; X a déclaré : le pont tient."""
    text, tokens = page.article.text, page.analysis.tokens
    if _has_object(page, cue):
        return None
    near = page.starting_from(cue.token.end)
    if near is not None and near.start - cue.token.end <= 250:
        between = text[tokens[cue.last - 1].end : near.start].rstrip()
        if between.endswith(":") and "." not in between and not _other_cue(page, cue, near.start):
            return contents(page, near.start, end_of_quoted(page, near)), "colon"
    return _unquoted(page, cue)


def _other_cue(page: Page, cue: Cue, end: int) -> bool:
    """Say whether another verb of saying stands nearer to the quotation."""
    between = page.analysis.tokens_in(page.analysis.tokens[cue.last - 1].end, end)
    others = [other for t in between if (other := saying_of(page.analysis, t)) is not None]
    return any(
        "clause" in other.frames and other.token.deprel != "acl:relcl" and not _has_object(page, other)
        for other in others
    )


def _has_object(page: Page, cue: Cue) -> bool:
    return any(c.relation == "obj" and c.index > cue.token.index for c in page.analysis.children(cue.token))


def _unquoted(page: Page, cue: Cue) -> Found | None:
    """X a déclaré : le pont tient. No marks: the words are the rest of the sentence."""
    tokens = page.analysis.tokens
    colon = next((t for t in tokens[cue.last : cue.last + 12] if t.norm in {":", ".", ";", ","}), None)
    silent = word_list(page.analysis.language, "frames")["colon"]["never"]
    passive = any(c.deprel == "aux:pass" for c in page.analysis.children(cue.token))
    if "clause" not in cue.frames or cue.lemma in silent or passive:
        return None
    if colon is None or colon.norm != ":" or colon.index + 2 >= len(tokens):
        return None
    between = page.analysis.tokens_in(tokens[cue.last - 1].end, colon.start)
    first = tokens[colon.index + 1]
    if any(t.upos == "VERB" for t in between) or "\n" in page.article.text[colon.end : first.start]:
        return None
    if not any(t.feat("VerbForm") == "Fin" for t in tokens[first.index : page.sentence(first).last]):
        return None
    return reported_from(page, cue, first.index, "colon")


def read_quotation(page: Page, cue: Cue) -> Found | None:
    """X affirme « … »: the mark right behind the verb."""
    if cue.frames.isdisjoint({"clause", "noun"}):
        return None
    text = page.article.text
    near = page.starting_from(cue.token.end)
    if near is not None and _is_inside_phrase(page, cue, near):
        return None
    if near is None or near.start - cue.token.end > 120 or not _only_circumstances(page, cue, near):
        return None
    if "noun" not in cue.frames and len(near.words(text)) < 2:
        return None
    first = next(iter(page.analysis.tokens_in(near.inner_start, near.inner_end)), None)
    return None if first is None else reported_from(page, cue, first.index, "quotation", nominal=True)


def _is_inside_phrase(page: Page, cue: Cue, quotation: Quotation) -> bool:
    """Say whether a quotation only stands in the phrase that a cue governs: "s'est alarmé du sort de marins « sans eau »"."""
    forms = word_list(page.analysis.language, "frames")["contracted"]
    openers = {form for frame in cue.frames if frame.startswith("about:") for form in forms[frame.partition(":")[2]]}
    behind = page.analysis.tokens[cue.last : cue.last + 2]
    return len(behind) == 2 and behind[0].norm in openers and behind[1].start < quotation.start


def _only_circumstances(page: Page, cue: Cue, quotation: Quotation) -> bool:
    """Say whether nothing but adverbs, times and phrases stands between a cue and a quotation in its sentence."""
    tokens = page.analysis.tokens
    index = cue.last
    while index < len(tokens) and tokens[index].end <= quotation.start:
        token = tokens[index]
        if token.sentence != cue.token.sentence or token.norm in {":", ";", ",", "("}:
            return False
        if token.norm in frame_words(page, "agent") and quotation.start - token.end <= 1:
            # "poursuit par « … »"
            return True
        phrase = page.analysis.head(token) if token.upos in {"DET", "ADJ", "NUM", "ADP"} else token
        cased = _is_cased(page, cue, phrase)
        if not (token.upos == "ADV" or page.is_dated(token) or page.is_dated(phrase) or cased):
            return False
        if token.upos == "DET" and not cased:
            return False
        index += 1
    # "parle de « … »": the preposition takes the quotation itself.
    return tokens[index - 1].upos != "ADP"


def _is_cased(page: Page, cue: Cue, token: Token) -> bool:
    """Say whether a token is of a phrase with a preposition: "a dit au préfet Malo Tarn « … »"."""
    for _ in range(5):
        if any(c.relation == "case" for c in page.analysis.children(token)):
            return True
        if token.relation not in {"nmod", "amod", "flat", "appos", "conj"} or token.head in {
            cue.token.index,
            token.index,
        }:
            return False
        token = page.analysis.head(token)
    return False


def read_infinitive(page: Page, cue: Cue) -> Found | None:
    """X affirme avoir …: the infinitive stands close behind, no preposition before it."""
    if "infinitive" not in cue.frames:
        return None
    tokens = page.analysis.tokens
    for token in tokens[cue.last : cue.last + REACH]:
        if token.sentence != cue.token.sentence or token.norm in {";", ":", "."}:
            return None
        if token.relation == "obj" and token.head == cue.token.index and token.upos == "NOUN":
            return None
        if token.upos in {"VERB", "AUX"}:
            if token.feat("VerbForm") != "Inf":
                if token.feat("VerbForm") == "Fin" or token.feat("Tense") == "Pres":
                    return None
                continue
            first = token.index
            while first > cue.last and tokens[first - 1].norm in frame_words(page, "before_infinitive"):
                first -= 1
            if tokens[first - 1].upos == "ADP" and first > cue.last:
                return None
            return reported_from(page, cue, first, "infinitive", nominal=True)
    return None
