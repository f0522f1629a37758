# SPDX-License-Identifier: Apache-2.0
"""Which verb group stands right behind a quotation? « … », a-t-il d'abord affirmé; « … », complète pour sa part X.

A parser trained on whole sentences errs most in these clauses, so the group is read from its forms: what a form can be is told
by the lexicon, not by the tree.
"""

from __future__ import annotations

from dementi.language import Token, word_list
from dementi.language.lexicon import lexicon
from dementi.statements.cues import Cue, cue_lemma, verbs
from dementi.statements.page import Page
from dementi.statements.quotations import Quotation

__all__ = ["group_behind", "noun_behind"]

#: How many words may stand between an auxiliary and its participle: "a-t-il par ailleurs", "a lui aussi".
ADVERBS = 4


def group_behind(page: Page, quotation: Quotation) -> Cue | None:
    """Return the reporting verb group right behind a quotation, with its subject behind it; None where there is none."""
    first = _first_behind(page, quotation)
    if first is None:
        return None
    language, tokens = page.analysis.language, page.analysis.tokens
    small = word_list(language, "cues")["small"]
    index = first
    while index < len(tokens) - 1 and tokens[index].norm in small["clitics"]:
        index += 1
    if not _can_be_finite(language, tokens[index]):
        return None
    last, verb = index + 1, index
    clitic = last < len(tokens) and tokens[last].norm.startswith("-")
    last += clitic
    if clitic and last < len(tokens) and tokens[last].lemma in word_list(language, "frames")["readable"]["verbs"]:
        # "peut-on lire"
        verb, last = last, last + 1
    elif _is_auxiliary(page, tokens[index]):
        participle = _participle(page, last)
        if participle is None:
            return None
        verb, last = participle, participle + 1
    lemma, last = cue_lemma(page.analysis, tokens[verb], last)
    cue = Cue(tokens[verb], lemma, frozenset({"clause"}), first, last, negated=False)
    return cue if _reports(page, quotation, cue, clitic=clitic) else None


def _reports(page: Page, quotation: Quotation, cue: Cue, *, clitic: bool) -> bool:
    """Say whether a verb group reports what stands before it: "« La Une », publie la photo" does not."""
    words = word_list(page.analysis.language, "cues")
    if cue.lemma in words["never_reporting"]["verbs"]:
        return False
    if clitic:
        return True
    if noun_behind(page, cue) is None:
        return False
    listed = "clause" in verbs(page.analysis.language).frames.get(cue.lemma, ())
    between = page.article.text[quotation.end : page.analysis.tokens[cue.first].start]
    apart = "," in between or page.article.text[quotation.inner_end - 1] in "!?…,."
    inner = page.analysis.tokens_in(quotation.inner_start, quotation.inner_end)
    clause = any(t.feat("VerbForm") == "Fin" for t in inner)
    text = page.article.text
    opens = not text[page.sentence(inner[0]).start : quotation.start].strip()
    return (listed and (apart or clause)) or (apart and clause and opens)


def _first_behind(page: Page, quotation: Quotation) -> int | None:
    """Return the index of the first word behind a quotation, a comma and the marks of footnotes passed over."""
    inner = page.analysis.tokens_in(quotation.start, quotation.end)
    if not inner:
        return None
    tokens, index = page.analysis.tokens, inner[-1].index + 1
    while index < len(tokens) and tokens[index].norm in {",", "."}:
        index += 1
    if index >= len(tokens) or "\n" in page.article.text[quotation.end : tokens[index].start]:
        return None
    return (
        index if page.ending_before(tokens[index].start) == quotation and not tokens[index].form[:1].isupper() else None
    )


def _can_be_finite(language: str, token: Token) -> bool:
    if token.feat("VerbForm") == "Fin":
        return True
    return any(
        e.upos in {"VERB", "AUX"} and e.mood in {"Ind", "Cnd"} and e.person in {"3", ""}
        for e in lexicon(language).entries(token.form)
    )


def _is_auxiliary(page: Page, token: Token) -> bool:
    auxiliaries = {*word_list(page.analysis.language, "frames")["auxiliaries"]["words"], *_copulas(page)}
    entries = lexicon(page.analysis.language).entries(token.form)
    return token.lemma in auxiliaries or any(e.lemma in auxiliaries for e in entries)


def _copulas(page: Page) -> list[str]:
    found: list[str] = word_list(page.analysis.language, "frames")["copulas"]["words"]
    return found


def _participle(page: Page, start: int) -> int | None:
    """Return the past participle behind an auxiliary, adverbs and phrases of two words between them."""
    tokens = page.analysis.tokens
    for index in range(start, min(start + ADVERBS + 1, len(tokens))):
        token = tokens[index]
        if token.norm in {",", ".", ";"} or token.upos == "PROPN":
            return None
        entries = lexicon(page.analysis.language).entries(token.form)
        past = any(e.mood == "Part" and e.tense == "Past" for e in entries) or token.is_past_participle
        if past and token.upos in {"VERB", "ADJ", "AUX"}:
            return index
    return None


def noun_behind(page: Page, cue: Cue) -> Token | None:
    """Return the noun behind a verb group that is its subject: what prepositions take is passed over ("pour sa part")."""
    tokens = page.analysis.tokens
    taken, inside = False, page.around(cue.token.start)
    first = cue.last
    if first < len(tokens) and tokens[first].norm == ",":
        # "a affirmé, catégorique, Ina Morel"
        first = next((t.index + 1 for t in tokens[first + 1 : first + 6] if t.norm == ","), first)
    for token in tokens[first : first + 14]:
        if token.norm in {".", ";", ":"} or page.around(token.start) != inside:
            return None
        if token.upos == "ADP" or token.norm in word_list(page.analysis.language, "frames")["beside"]["words"]:
            taken = True
        elif token.upos in {"NOUN", "PROPN", "PRON"}:
            head = page.analysis.head(token) if token.relation in {"flat", "nmod", "compound"} else token
            if not taken and not page.is_dated(token) and token.upos != "PRON":
                return head if head.index >= cue.last else token
            taken = False
        elif token.upos in {"VERB", "AUX", "SCONJ", "CCONJ"}:
            return None
    return None
