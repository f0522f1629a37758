# SPDX-License-Identifier: Apache-2.0
"""Which clauses deny, or refuse to say, without a verb of saying? "oppose un démenti", "garde le silence", "puis démentie par X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dementi.language import Token, word_list
from dementi.record import Span
from dementi.statements.attribution import Attribution
from dementi.statements.contents import contents, typed
from dementi.statements.mentions import mention
from dementi.statements.page import Page
from dementi.statements.sources import agent_of, subject_of

__all__ = ["find_answers"]

#: Tokens between a verb and the noun that makes it a denial or a refusal.
_REACH = 8
_ENDS = {".", ";", ":"}


def find_answers(page: Page, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield denials and refusals that no other rule has taken."""
    taken = {a.cue_token for a in found if a.cue_token is not None}
    for token in page.analysis.tokens:
        if token.upos not in {"VERB", "AUX"} or token.index in taken or page.around(token.start) is not None:
            continue
        answer = (
            _phrase(page, token)
            or _unwilling(page, token, taken)
            or _silence(page, token)
            or _neither(page, token)
            or _denied_by(page, token)
        )
        if answer is not None:
            yield answer


def _lists(page: Page, name: str) -> dict[str, Any]:
    found: dict[str, Any] = word_list(page.analysis.language, "denials")[name]
    return found


def _phrase(page: Page, verb: Token) -> Attribution | None:
    """Read "oppose un démenti à X", "décline tout commentaire sur X"."""
    if _is_negated(page, verb) or not _is_told(page, verb):
        return None
    for name, rule in (("denying_phrases", "denial.phrase"), ("refusals", "refusal.phrase")):
        for lemma, noun in _lists(page, name)["phrases"]:
            if _lemma(page, verb) == lemma and (second := _second(page, verb, noun)) is not None:
                return _made(page, verb, second, rule)
    return None


def _silence(page: Page, verb: Token) -> Attribution | None:
    """Read "n'a pas commenté X", "contacté, X n'a pas répondu", "n'a pas donné suite"."""
    words = _lists(page, "refusals")
    if not _is_negated(page, verb) or not _is_told(page, verb):
        return None
    lemma = _lemma(page, verb)
    for first, noun in words["negated_phrases"]:
        if lemma == first and (second := _second(page, verb, noun)) is not None:
            return _made(page, verb, second, "refusal.silence")
    asked = lemma in words["asked"] and _was_asked(page, verb)
    return _made(page, verb, verb, "refusal.silence") if asked or lemma in words["negated"] else None


def _unwilling(page: Page, verb: Token, taken: set[int]) -> Attribution | None:
    """Read "a refusé de s'exprimer", "n'a pas voulu se prononcer sur X", "ni X ni Y n'ont souhaité réagir"."""
    words = _lists(page, "refuses")
    if verb.lemma not in words["heads"] or not _is_told(page, verb):
        return None
    if not (verb.lemma == words["heads"][0] or _is_negated(page, verb)):
        return None
    saying = next((c for c in page.analysis.children(verb) if c.relation == "xcomp" and c.index > verb.index), None)
    if saying is None or saying.index in taken or _lemma(page, saying) not in words["silent"]:
        return None
    return _made(page, verb, saying, "refusal.unwilling")


def _neither(page: Page, verb: Token) -> Attribution | None:
    """Read "n'a ni confirmé ni démenti X"."""
    words = _lists(page, "refusals")
    children = page.analysis.children(verb)
    joined = next((c for c in children if c.relation == "conj" and c.lemma in words["either"]), None)
    nor = any(c.norm in words["nor"] for c in children)
    if verb.lemma not in words["either"] or joined is None or not nor:
        return None
    subject = subject_of(page.analysis, verb)
    objects = [
        c for t in (joined, verb) for c in page.analysis.children(t) if c.relation == "obj" and c.index > t.index
    ]
    pieces = [mention(page.analysis, objects[0])] if objects else []
    if subject is None:
        return None
    return _attribution(
        page, verb, pieces, (mention(page.analysis, subject), _cue(page, verb, joined)), "refusal.neither"
    )


def _was_asked(page: Page, verb: Token) -> bool:
    words = _lists(page, "refusals")
    sentence = page.sentence(verb)
    tokens = page.analysis.tokens[sentence.first : sentence.last]
    by_participle = any(t.lemma in words["participles"] and t.feat("VerbForm") == "Part" for t in tokens)
    objects = [
        c for c in page.analysis.children(verb) if c.relation in {"obl", "iobj", "obj", "nmod"} and c.upos == "NOUN"
    ]
    if objects:
        return any(c.lemma.lower() in words["asked_of"] for c in objects)
    return by_participle


def _denied_by(page: Page, verb: Token) -> Attribution | None:
    """Read "évoquée, puis démentie par X", "ce qui est nié par X"."""
    verbs = word_list(page.analysis.language, "denials")["denies"]["verbs"]
    if verb.lemma not in verbs or verb.feat("VerbForm") != "Part" or _is_negated(page, verb):
        return None
    agent = agent_of(page.analysis, verb)
    if agent is None:
        return None
    cases = [c.index for c in page.analysis.children(agent) if c.relation == "case"]
    source = mention(page.analysis, agent, cases)
    subject = subject_of(page.analysis, verb)
    pieces = []
    if (
        subject is not None
        and subject.upos in {"NOUN", "PROPN"}
        and subject.index < verb.index
        and subject.index != agent.index
    ):
        pieces = [mention(page.analysis, subject, range(verb.index, verb.index + 1))]
    return _attribution(page, verb, pieces, (source, _cue(page, verb, verb)), "denial.passive")


def _lemma(page: Page, verb: Token) -> str:
    """Return a verb's lemma with its reflexive pronoun, where it has one."""
    reflexive = word_list(page.analysis.language, "cues")["small"]["reflexive"]
    if not any(c.norm in reflexive and c.relation in {"expl", "obj", "iobj"} for c in page.analysis.children(verb)):
        return verb.lemma
    return f"{reflexive[1]}{verb.lemma}" if verb.lemma[:1] in "aeiouéèêh" else f"{reflexive[0]} {verb.lemma}"


def _second(page: Page, verb: Token, noun: str) -> Token | None:
    for token in page.analysis.tokens[verb.index + 1 : verb.index + _REACH]:
        if token.sentence != verb.sentence or token.norm in _ENDS:
            return None
        if (token.lemma.lower() == noun or token.norm == noun) and token.head == verb.index:
            return token
    return None


def _is_negated(page: Page, verb: Token) -> bool:
    words = word_list(page.analysis.language, "cues")
    children = page.analysis.children(verb)
    around = [*children, *(d for c in children if c.relation == "obj" for d in page.analysis.children(c))]
    first = any(t.norm in words["particles"]["words"] for t in children)
    subjects = [d for c in children if c.relation == "nsubj" for d in page.analysis.subtree(c)]
    nor = any(t.norm in _lists(page, "refusals")["nor"] for t in subjects)
    return first and (nor or any(t.norm in words["negators"]["words"] for t in around))


def _is_told(page: Page, verb: Token) -> bool:
    """Say whether it has happened: finite, not to come, no condition."""
    group = [verb, *(c for c in page.analysis.children(verb) if c.relation in {"aux", "cop"})]
    finite = [t for t in group if t.feat("VerbForm") == "Fin"]
    real = all(t.feat("Tense") != "Fut" and t.feat("Mood") not in {"Cnd", "Imp", "Sub"} for t in finite)
    return bool(finite) and real


def _made(page: Page, verb: Token, second: Token, rule: str) -> Attribution | None:
    subject = subject_of(page.analysis, verb)
    nobody = word_list(page.analysis.language, "cues")["nobody"]["subjects"]
    if subject is None or subject.norm in nobody or subject.index == second.index:
        return None
    source = mention(page.analysis, subject)
    return _attribution(page, verb, _about(page, second, rule), (source, _cue(page, verb, second)), rule)


def _about(page: Page, second: Token, rule: str) -> list[Span]:
    """Return what is denied, or not commented on: what the noun takes ("un démenti à X"), or the object."""
    lists = _lists(page, "denying_phrases") if rule.startswith("denial") else _lists(page, "refusals")
    openers = lists["of"] if rule.startswith("denial") else lists["about"]
    tokens = page.analysis.tokens
    if second.upos == "VERB" and rule != "refusal.unwilling":
        head = next((c for c in page.analysis.children(second) if c.relation == "obj" and c.index > second.index), None)
        return [mention(page.analysis, head)] if head is not None else []
    own = rule.startswith("denial") and second.lemma.lower() not in _lists(page, "denies")["nouns"]
    for token in () if own else tokens[second.index + 1 : second.index + 4]:
        if token.sentence != second.sentence or token.norm in {",", *_ENDS}:
            break
        if token.norm in openers and token.index + 1 < len(tokens):
            head = page.analysis.head(token)
            if head.upos in {"NOUN", "PROPN"} and head.index > token.index:
                span = mention(page.analysis, head, [token.index])
                return contents(page, max(span.start, token.end), span.end)
    return [mention(page.analysis, second)] if own else []


def _cue(page: Page, verb: Token, second: Token) -> Span:
    auxiliaries = [c for c in page.analysis.children(verb) if c.relation in {"aux", "cop"} and c.index < verb.index]
    group = [verb, second, *auxiliaries]
    return Span.of(page.article.text, min(t.start for t in group), max(t.end for t in group))


def _attribution(page: Page, verb: Token, pieces: list[Span], cues: tuple[Span, Span], rule: str) -> Attribution:
    source, cue = cues
    return Attribution(
        content=tuple(pieces),
        type=typed(page, pieces),
        source=source,
        cue=cue,
        cue_token=verb.index,
        cue_lemma=verb.lemma,
        denied=pieces[0] if pieces and rule.startswith("denial") else None,
        found_by=rule,
    )
