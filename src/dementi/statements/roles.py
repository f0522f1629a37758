# SPDX-License-Identifier: Apache-2.0
"""Which role is written beside a name? Before it ("le ministre X"), or set off by a comma or brackets ("X, ministre")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dementi.language import Analysis, Token, word_list
from dementi.record import Span

__all__ = ["is_role", "role_within", "roles_beside"]

#: What ends a role that is set off.
_ENDS = {",", ".", ";", ":", "(", ")", "«", '"', "»", "“", "–", "—"}


def is_role(token: Token, language: str) -> bool:
    """Say whether a word names an office or a calling of persons."""
    if token.upos in {"ADJ", "AUX", "VERB"}:
        return False
    roles = word_list(language, "roles")["roles"]["words"]
    return token.lemma.lower() in roles or token.norm in roles


def roles_beside(analysis: Analysis, name: Span) -> tuple[Span, ...]:
    """Return the roles written beside a name, without their determiners: behind it, then before it."""
    tokens = analysis.tokens_in(name.start, name.end)
    if not tokens:
        return ()
    first = tokens[0].index
    apart = first > 0 and analysis.tokens[first - 1].norm == ","
    behind = _behind(analysis, tokens[-1])
    if behind is not None and apart:
        return (behind,)
    before = _set_off_before(analysis, first - 1) if apart else _before(analysis, tokens)
    return tuple(role for role in (behind, before) if role is not None)


def role_within(analysis: Analysis, tokens: Sequence[Token], name: Span) -> str | None:
    """Return the words of a mention before the name in it, as a role; None where they are a title or nothing."""
    before = [t for t in tokens if t.start < name.start]
    while before and before[0].upos == "DET":
        before = before[1:]
    if not before or all(t.upos == "PROPN" for t in before):
        return None
    words = analysis.text[before[0].start : before[-1].end]
    lists = word_list(analysis.language, "roles")
    nouns = [t for t in before if t.upos == "NOUN"]
    bodies = {*lists["organisations"]["words"], *lists["bodies"]["words"], *lists["things"]["words"]}
    called = nouns and (is_role(nouns[0], analysis.language) or nouns[0].lemma.lower() not in bodies)
    return words if called and words.lower() not in {t.lower() for t in lists["titles"]["words"]} else None


def _behind(analysis: Analysis, last: Token) -> Span | None:
    """Return the role behind a name: ", porte-parole du port,", " (ministre de la Mer)", ", l'entraîneur du club,"."""
    after = analysis.tokens[last.index + 1 : last.index + 6]
    if len(after) < 2 or after[0].norm not in {",", "("} or after[0].sentence != last.sentence:
        return None
    words = [t for t in after[1:] if t.upos != "DET"]
    begin = words[0] if words else after[1]
    noun = next((t for t in words[:3] if t.upos == "NOUN" or is_role(t, analysis.language)), None)
    adjectives = set(word_list(analysis.language, "roles")["before_role"]["words"])
    between = [t for t in words[: words.index(noun)] if noun] if noun is not None else []
    if noun is None or any(t.upos not in {"ADJ", "NUM"} and t.lemma not in adjectives for t in between):
        return None
    if is_role(noun, analysis.language) or is_role(begin, analysis.language):
        return _up_to_end(analysis, begin)
    return _up_to_end(analysis, begin) if _is_calling(analysis, noun, last) else None


def _is_calling(analysis: Analysis, noun: Token, name: Token) -> bool:
    """Say whether a noun outside the list, set off behind a name, is its apposition by the tree, and closed again."""
    things = word_list(analysis.language, "roles")["things"]["words"]
    times = word_list(analysis.language, "units")["time"]["words"]
    heads = {name.index, name.head}
    apposed = noun.relation == "appos" and noun.head in heads and noun.feat("Number") != "Plur"
    return apposed and noun.lemma.lower() not in things and noun.norm not in times


def _up_to_end(analysis: Analysis, start: Token) -> Span:
    persons = _in_names(analysis, start.index, start.index + 30)
    last = start
    for token in analysis.tokens[start.index + 1 : start.index + 25]:
        told = token.upos in {"AUX", "VERB"} and not (token.relation == "acl" and token.feat("Tense") == "Past")
        ends = token.norm in _ENDS or token.sentence != start.sentence or told or token.upos == "PRON"
        # "X, directeur du port, et Y": the next name is not of the role.
        if ends or (token.relation == "cc" and persons & {token.index + 1, token.index + 2, token.index + 3}):
            break
        last = token
    while last.index > start.index and last.upos in {"ADP", "ADV", "CCONJ", "DET", "SCONJ"}:
        last = analysis.tokens[last.index - 1]
    return Span.of(analysis.text, start.start, last.end)


def _in_names(analysis: Analysis, start: int, end: int) -> set[int]:
    """Return the tokens of persons' names that lie between two tokens."""
    near = bisect_left(analysis.entities, start - 30, key=lambda e: e.first)
    found: set[int] = set()
    for entity in analysis.entities[near:]:
        if entity.first >= end:
            break
        if entity.kind == "PER" and entity.last <= end:
            found.update(range(max(entity.first, start), entity.last))
    return found


def _before(analysis: Analysis, name: Sequence[Token]) -> Span | None:
    """Return the role right before a name: "le Premier ministre valmarien Ina Morel"."""
    first = name[0].index
    if first and analysis.tokens[first - 1].upos == "ADP":
        # "Le conseiller de Morel" is not Morel's role.
        return None
    others = _in_names(analysis, first - 12, first)
    for token in reversed(analysis.tokens[max(0, first - 9) : first]):
        if token.index in others or token.norm in _ENDS or token.upos in {"VERB", "AUX"}:
            return None
        if is_role(token, analysis.language):
            begin = _with_adjective(analysis, token)
            words = analysis.text[begin : name[0].start].rstrip()
            return Span.of(analysis.text, begin, begin + len(words)) if words else None
    return _calling_before(analysis, name[0])


def _calling_before(analysis: Analysis, name: Token) -> Span | None:
    """Return a noun outside the list right before a name, its determiner before it: "la grimpeuse Ina Morel"."""
    run = analysis.tokens[max(0, name.index - 4) : name.index]
    at = next((k for k in range(len(run) - 1, -1, -1) if run[k].upos != "ADJ"), None)
    if at is None or run[at].upos != "NOUN" or run[at].feat("Number") == "Plur":
        return None
    noun, first = run[at], at
    lists = word_list(analysis.language, "roles")
    while first and (run[first - 1].upos == "ADJ" or run[first - 1].lemma.lower() in lists["before_role"]["words"]):
        first -= 1
    determined = first > 0 and (run[first - 1].upos == "DET" or run[first - 1].feat("Definite") == "Def")
    kinds = ("organisations", "bodies", "things", "documents", "places")
    known = any(noun.lemma.lower() in lists[kind]["words"] for kind in kinds)
    titled = noun.norm in {t.lower() for t in lists["titles"]["words"]}
    if not determined or known or titled or noun.feat("Gender") is None:
        return None
    return Span.of(analysis.text, run[first].start, run[-1].end)


def _with_adjective(analysis: Analysis, noun: Token) -> int:
    """Return where a role begins, with "ancien", "premier" or "vice" before its noun."""
    before = analysis.tokens[noun.index - 1] if noun.index else None
    adjectives = word_list(analysis.language, "roles")["before_role"]["words"]
    return before.start if before is not None and before.lemma.lower() in adjectives else noun.start


def _set_off_before(analysis: Analysis, comma: int) -> Span | None:
    """Return the role that a comma sets off from the name behind it: "Le ministre de la Pêche, Ina Morel,"."""
    persons = _in_names(analysis, comma - 20, comma)
    found: Span | None = None
    for token in reversed(analysis.tokens[max(0, comma - 14) : comma]):
        stops = token.upos in {"VERB", "AUX", "PUNCT"} or token.index in persons
        if stops or token.sentence != analysis.tokens[comma].sentence:
            break
        contracted = token.upos == "ADP" and token.feat("Definite") == "Def"
        # "Sa présidente, Ina Morel," has the office too.
        own = token.feat("Definite") == "Def" or token.feat("Poss") == "Yes"
        definite = contracted or (token.upos == "DET" and own)
        after = analysis.tokens[token.index + 1 : token.index + 3]
        if definite and any(is_role(t, analysis.language) for t in after):
            found = Span.of(analysis.text, after[0].start, analysis.tokens[comma - 1].end)
    return found
