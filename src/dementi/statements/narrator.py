# SPDX-License-Identifier: Apache-2.0
"""Where does the narrator take over again? ", affirmant que", ", a-t-il ajouté", ", selon X", "et a promis de", ", ce que Y dément".

The surface is asked first; the tree only for what it knows well: whether a following verb hangs on the cue itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from dementi.language import Token, word_list
from dementi.statements.cues import Cue, saying_of
from dementi.statements.page import Page
from dementi.statements.remarks import (
    in_aside,
    is_contrast,
    is_left_out,
    is_next_in_headline,
    is_relative,
    is_remark,
    is_time,
)

__all__ = ["new_clause", "takes_over"]


def takes_over(page: Page, cue: Cue, token: Token, *, nominal: bool) -> bool:
    """Say whether the narrator takes over at this mark, conjunction or gerund."""
    words = word_list(page.analysis.language, "boundaries")
    if token.norm == "," or token.norm in words["joins"]["words"]:
        return _goes_on(page, cue, token, nominal=nominal)
    if nominal and is_time(page, cue, token):
        return True
    if token.norm == ":":
        near = page.starting_from(token.end)
        return near is not None and near.start - token.end <= 2
    if cue.token.deprel == "acl:relcl" and token.feat("VerbForm") == "Fin" and _is_main_verb(page, cue, token):
        return True
    return (
        token.norm in words["stops"]["marks"]
        or (token.norm in words["gerund"]["words"] and _is_gerund(page, cue, token))
        or (nominal and token.upos in {"ADP", "DET", "NOUN"} and _is_circumstance(page, cue, token))
        or (nominal and is_contrast(page, token))
    )


def _goes_on(page: Page, cue: Cue, token: Token, *, nominal: bool) -> bool:
    """Say whether the narrator goes on behind a comma or a conjunction."""
    words = word_list(page.analysis.language, "boundaries")
    following = page.analysis.tokens[token.index + 1 : token.index + 7]
    joined = bool(following) and following[0].norm in words["joins"]["words"]
    after = following[1:] if joined else following
    if not after:
        return False
    comma = token.norm == ","
    participle = cue.token.is_present_participle
    relative = cue.token.deprel == "acl:relcl" or (comma and in_aside(page, cue))
    if comma and (participle or relative) and _is_bare_verb(page, following):
        # "Ina Morel, qui affirme que le pont tient, a …"
        return True
    goes_on = (
        _joined_to(page, cue, token)
        or (comma and joined and _says_next(page, after))
        or _narrator_goes_on(page, cue, after, joins=joined or not comma)
        or (
            comma
            and (
                _leaves_relative(page, cue, following[0])
                or is_remark(page, following)
                or _is_answered(page, token)
                or is_left_out(page, token, nominal=nominal)
                or is_next_in_headline(page, token)
            )
        )
        or (comma and after[0].norm in words["behind_comma"]["words"])
    )
    if goes_on or not nominal:
        return goes_on
    if comma and (is_contrast(page, following[0]) or _is_participle(page, cue, following)):
        return True
    times = word_list(page.analysis.language, "frames")["times"]["words"]
    if comma and following[0].upos == "ADP" and len(following) > 1 and following[1].lemma in times:
        return True
    bare = (joined and _is_bare_verb(page, after)) or (not comma and _is_bare_verb(page, following))
    return bare or (comma and is_relative(page, following)) or new_clause(page, token)


def _says_next(page: Page, after: Sequence[Token]) -> bool:
    """Say whether a finite verb of saying without a subject follows: "…, et annonce la fermeture"."""
    other = saying_of(page.analysis, after[0]) or (saying_of(page.analysis, after[1]) if len(after) > 1 else None)
    if other is None or other.first != after[0].index:
        return False
    return any(t.feat("VerbForm") == "Fin" for t in page.analysis.tokens[other.first : other.last])


def _is_participle(page: Page, cue: Cue, following: Sequence[Token]) -> bool:
    """Say whether a participle begins that tells more of the speaker: ", y voyant une manœuvre"."""
    clitics = word_list(page.analysis.language, "frames")["before_infinitive"]["words"]
    verb = next((t for t in following[:3] if t.norm not in clitics), None)
    if verb is None or verb.feat("VerbForm") != "Part" or verb.feat("Tense") != "Pres":
        return False
    return verb.head == cue.token.index or saying_of(page.analysis, verb) is not None


def _is_gerund(page: Page, cue: Cue, token: Token) -> bool:
    """Say whether "en affirmant", "tout en affirmant" begins here, or a gerund that the tree hangs on the cue."""
    following = page.analysis.tokens[token.index + 1 : token.index + 3]
    verb = next((t for t in following if t.is_present_participle), None)
    if verb is None:
        return False
    other = saying_of(page.analysis, verb)
    return other is not None or verb.head == cue.token.index


def _leaves_relative(page: Page, cue: Cue, following: Token) -> bool:
    """Say whether the relative clause of the cue ends at this comma: "que X qualifie d'erreur, sera voté"."""
    if cue.token.deprel not in {"acl:relcl", "advcl"} or cue.token.feat("VerbForm") != "Fin":
        return False
    return not _hangs_below(page, cue, following)


def _is_main_verb(page: Page, cue: Cue, token: Token) -> bool:
    """Say whether the verb of the noun before a relative cue begins here: "qui se dit intéressé par le port est venu"."""
    before = page.analysis.tokens[token.index - 1]
    verb = page.analysis.head(token) if token.relation in {"aux", "cop"} else token
    own = any(c.relation == "nsubj" and c.index > cue.token.index for c in page.analysis.children(verb))
    linked = before.upos in {"PRON", "SCONJ", "CCONJ", "ADV", "AUX"}
    return not own and not linked and not _hangs_below(page, cue, token)


def _hangs_below(page: Page, cue: Cue, token: Token) -> bool:
    """Say whether the tree hangs a token on the cue, near or far."""
    top = token
    for _ in range(30):
        if top.index == cue.token.index:
            return True
        if top.head == top.index:
            break
        top = page.analysis.head(top)
    return False


def _is_bare_verb(page: Page, after: Sequence[Token]) -> bool:
    """Say whether a finite verb follows without a subject: "… et promet", "… et a promis"."""
    for follower in after[:4]:
        if follower.upos in {"VERB", "AUX"}:
            return follower.feat("VerbForm") == "Fin"
        if follower.norm not in word_list(page.analysis.language, "boundaries")["between"]["words"]:
            return False
    return False


def _joined_to(page: Page, cue: Cue, token: Token) -> bool:
    """Say whether a clause begins here that the tree joins to the cue's own: ", et l'archevêque a annoncé"."""
    for child in page.analysis.children(cue.token):
        joined = child.relation == "advcl" and any(c.relation == "cc" for c in page.analysis.children(child))
        if not (child.relation == "conj" or joined) or child.index < token.index:
            continue
        below = page.analysis.subtree(child)
        marked = any(c.relation == "mark" for c in page.analysis.children(child))
        group = [child, *(c for c in page.analysis.children(child) if c.relation == "aux")]
        # "A qualifié Y de Z et promis de …": the auxiliary is said once.
        shares = (
            child.feat("Tense") == cue.token.feat("Tense") == "Past" and saying_of(page.analysis, child) is not None
        )
        finite = shares or any(t.feat("VerbForm") == "Fin" for t in group)
        if finite and not marked and token.index <= below[0].index <= token.index + 2:
            return True
    return False


def _is_answered(page: Page, comma: Token) -> bool:
    """Say whether somebody's answer to what was just said follows: ", ce que X a démenti"."""
    following = page.analysis.tokens[comma.index + 1 : comma.index + 13]
    openings = word_list(page.analysis.language, "boundaries")["answered"]["words"]
    if len(following) < 3 or f"{following[0].norm} {following[1].norm}" not in openings:
        return False
    return any(saying_of(page.analysis, t) is not None for t in following[2:] if t.sentence == comma.sentence)


def _narrator_goes_on(page: Page, cue: Cue, after: Sequence[Token], *, joins: bool) -> bool:
    """Say whether a verb of the narrator's follows: a cue, or one that the tree hangs on the cue itself."""
    skipped = word_list(page.analysis.language, "boundaries")["between"]["words"]
    for follower in after[:5]:
        other = saying_of(page.analysis, follower)
        if other is not None and other.first <= after[0].index + 2 and _is_reporting(page, cue, other, joins=joins):
            return True
        if follower.upos in {"VERB", "AUX"} and follower.relation == "conj" and follower.head == cue.token.index:
            return not any(c.relation == "mark" for c in page.analysis.children(follower))
        if follower.upos not in {"AUX", "ADV", "PRON"} and follower.norm not in skipped:
            return False
    return False


def _is_reporting(page: Page, cue: Cue, other: Cue, *, joins: bool) -> bool:
    token = other.token
    if token.is_present_participle:
        return True
    subject = next((c for c in page.analysis.children(token) if c.relation == "nsubj"), None)
    if subject is not None:
        return subject.index >= other.first and token.relation in {"parataxis", "root", "conj"}
    if not joins:
        return False
    behind = page.analysis.tokens[other.last : other.last + 1]
    opens = bool(behind) and behind[0].norm in word_list(page.analysis.language, "frames")["clause"]["words"]
    return opens or (token.relation == "conj" and token.head == cue.token.index)


def _is_circumstance(page: Page, cue: Cue, token: Token) -> bool:
    """Say whether a phrase that tells when, where or to whom it was said begins here."""
    head = token if token.upos == "NOUN" else page.analysis.head(token)
    if head.head != cue.token.index or head.relation != "obl" or head.index < token.index:
        return False
    if page.is_dated(head):
        return True
    words = word_list(page.analysis.language, "circumstances")
    return head.lemma in words["media"]["nouns"] or head.lemma in words["addressees"]["nouns"]


def new_clause(page: Page, token: Token) -> bool:
    """Say whether a noun and its finite verb follow a conjunction: a clause of its own, not a second object."""
    relatives = word_list(page.analysis.language, "boundaries")["relative"]["words"]
    seen = False
    for follower in page.analysis.tokens[token.index + 1 : token.index + 14]:
        if follower.sentence != token.sentence or follower.norm in {",", ";"} or follower.norm in relatives:
            return False
        if seen and follower.upos == "CCONJ":
            return False
        if follower.upos in {"VERB", "AUX"} and follower.feat("VerbForm") == "Fin":
            return seen
        seen = seen or follower.upos in {"NOUN", "PROPN", "PRON"}
    return False
