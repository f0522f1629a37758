# SPDX-License-Identifier: Apache-2.0
"""Does a negation deny? "assure n'avoir jamais vendu", and a plain negation of what another has said before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from dementi.language import Analysis, Token, word_list
from dementi.record import Speaker, StatementType
from dementi.statements.attribution import Attribution

__all__ = ["answers_claim", "denies_deed", "goes_on_denying"]

_SUBSTANCE = {"ADJ", "NOUN", "PROPN", "VERB"}
#: Letters that two words of one family share ("exiger", "exigence"), where both are longer.
_FAMILY = 5
#: How much of what is negated another must have said.
_SHARE = 0.4
#: Characters from a denial to the words that go on from it, at most.
_SOON = 250
#: Characters between a cue and its words.
_NEAR = 60
#: Words of a content that only clears the speaker, at most.
_CLEARS = 24
#: How far before a claim may stand, in characters.
_REACH = 1500


def denies_deed(analysis: Analysis, attribution: Attribution) -> bool:
    """Say whether the speaker says of himself that he has not done something: "assure ne pas avoir vendu le pont"."""
    words = word_list(analysis.language, "denials")["assures"]
    direct = attribution.type is StatementType.DIRECT
    if not direct and attribution.cue_lemma not in words["verbs"]:
        return False
    said = " ".join(p.exact for p in attribution.content).lower()
    if not direct and len(said.split()) < _CLEARS and any(w in said for w in words["clearing"]):
        return True
    tops = _tops(analysis, attribution)
    if _is_contrary(analysis, attribution) and any(_negators(analysis, top) for top in tops):
        return True
    return any(_is_denied_deed(analysis, attribution, top) for top in tops[: 1 if direct else 3])


def goes_on_denying(
    analysis: Analysis, attribution: Attribution, speaker: Speaker | None, denial: tuple[Attribution, Speaker | None]
) -> bool:
    """Say whether quoted words go on from a denial right before them: « Nous n'avons pas … » behind "X dément …".

    Not where another side is known to speak.

    Args:
        analysis: of the article.
        attribution: the quoted words.
        speaker: who says them.
        denial: the statement right before, with its speaker.
    """
    before, by = denial
    if not attribution.content or before.cue is None:
        return False
    same = speaker is not None and by is not None and speaker.name == by.name
    if attribution.type is not StatementType.DIRECT:
        # Told, it is only the same speaker's: "il a assuré que ses drones n'avaient pas survolé la zone".
        assures = word_list(analysis.language, "denials")["assures"]["verbs"]
        near = attribution.content[0].start - max(p.end for p in (*before.content, before.cue)) <= _SOON
        told = same and near and attribution.cue_lemma in assures and attribution.found_by.endswith("that_clause")
        return told and any(_negators(analysis, top) for top in _tops(analysis, attribution)[:1])
    if attribution.content[0].start - max(p.end for p in (*before.content, before.cue)) > _SOON:
        return False
    if by is not None and speaker is not None and by.side and speaker.side and by.side != speaker.side:
        return False
    words = word_list(analysis.language, "denials")["assures"]
    own = {*words["first_person"], *words["first_person_of"], *words["there"]}
    tops = _tops(analysis, attribution)[:1]
    negated = [t for t in tops if _negators(analysis, t)]
    # « Orvane n'a rien payé », of whom it was just denied.
    names = {w.lower() for w in by.name.split() if w[:1].isupper()} if by is not None else set()
    return any({t.norm for t in _with_subject(analysis, top)} & {*own, *names} for top in negated)


def _with_subject(analysis: Analysis, top: Token) -> list[Token]:
    subjects = [c for c in analysis.children(top) if c.relation in {"expl", "nsubj"}]
    return [t for s in subjects for t in analysis.subtree(s)]


def _is_contrary(analysis: Analysis, attribution: Attribution) -> bool:
    """Say whether the statement is told as the contrary of another: "assure au contraire que"."""
    if attribution.cue is None or not attribution.content:
        return False
    words = word_list(analysis.language, "denials")["answers"]["contrary"]
    start, end = sorted((attribution.cue.end, attribution.content[0].start))
    between = analysis.text[start:end].lower()
    return end - start < _NEAR and any(w in between for w in words)


def answers_claim(
    analysis: Analysis,
    attribution: Attribution,
    speaker: Speaker | None,
    before: Iterable[tuple[Attribution, Speaker | None]],
) -> bool:
    """Say whether a negated clause of the content says not what another has said before it.

    Most of what is negated must stand in one claim of another speaker, its subject apart: a shared topic is not enough.

    Args:
        analysis: of the article.
        attribution: the statement.
        speaker: who says it; unknown, nothing is answered.
        before: the statements before it that assert, with their speakers.
    """
    words = word_list(analysis.language, "denials")["assures"]
    told = attribution.type is not StatementType.DIRECT
    if speaker is None or not attribution.content or (told and attribution.cue_lemma not in words["verbs"]):
        return False
    if attribution.found_by.endswith(("to_do", "accusation", "judged_as")):
        return False
    negated = [clause for top in _tops(analysis, attribution) if (clause := _negated_words(analysis, top))]
    place = attribution.content[0].start
    for claim, by in before if negated else ():
        if by is None and not claim.found_by.endswith("passive_accusation"):
            continue
        if by is not None and (by.name == speaker.name or (by.side is not None and by.side == speaker.side)):
            continue
        if place - claim.content[-1].end > _REACH:
            continue
        said = _said(analysis, claim)
        if any(_is_answered(analysis, clause, said) for clause in negated):
            return True
    return False


def _said(analysis: Analysis, claim: Attribution) -> set[str]:
    tokens = [t for p in claim.content for t in analysis.tokens_in(p.start, p.end) if t.upos in _SUBSTANCE]
    if any(_negators(analysis, top) for top in _tops(analysis, claim)):
        return set()
    return {f for t in tokens for f in _families(t, analysis.language)}


def _tops(analysis: Analysis, attribution: Attribution) -> list[Token]:
    """Return the main words of the content's clauses, in reading order, with what is joined to them."""
    found = []
    for piece in attribution.content:
        tokens = analysis.tokens_in(piece.start, piece.end)
        inside = {t.index for t in tokens}
        for token in tokens:
            top = token.head not in inside or token.head == token.index
            # "La conclusion est que …": what the conclusion is counts too.
            below = token.relation in {"conj", "ccomp"} and analysis.head(token) in found
            if top or below:
                found.append(token)
    return found


def _negators(analysis: Analysis, top: Token) -> set[str]:
    """Return the second halves of a negation around a predicate: pas, jamais, aucun of its object; none in a condition."""
    words = word_list(analysis.language, "denials")["assures"]
    children = analysis.children(top)
    if any(c.relation == "mark" and c.norm in words["unless"] for c in children):
        return set()
    particles = word_list(analysis.language, "cues")["particles"]["words"]
    # "n'étaient pas dans la zone": the particle may hang on the copula.
    copulas = [d for c in children if c.relation in {"aux", "cop"} for d in analysis.children(c)]
    if not any(c.norm in particles for c in (*children, *copulas)):
        return set()
    around = [*children]
    around += [d for c in around if c.relation in {"obj", "nsubj", "expl", "obl"} for d in analysis.children(c)]
    return {t.norm for t in around} & set(words["negators"])


def _is_denied_deed(analysis: Analysis, attribution: Attribution, top: Token) -> bool:
    words = word_list(analysis.language, "denials")["assures"]
    direct = attribution.type is StatementType.DIRECT
    children = analysis.children(top)
    negators = _negators(analysis, top)
    if not negators or not _is_own(analysis, top, direct=direct):
        return False
    if any(c.relation == "cop" for c in children):
        return top.lemma.lower() in words["charges"]
    deeds = word_list(analysis.language, "denials")["denies_deeds"]["objects"]
    objects = [c for c in children if c.relation == "obj"]
    if top.lemma in words["having"]:
        return any(c.lemma.lower() in {*words["charges"], *deeds} for c in objects)
    if not direct and top.lemma not in words["states"] and any(c.lemma.lower() in deeds for c in objects):
        return True
    past = any(c.relation == "aux" and (c.deprel == "aux:tense" or c.lemma in words["having"]) for c in children)
    if not past or top.feat("VerbForm") != "Part" or top.lemma in words["states"]:
        return False
    if direct:
        return top.lemma in words["deeds"] and bool(negators & set(words["never"]))
    # "N'avoir jamais vendu" answers a charge; "ne pas avoir vendu" where the article has spoken of selling.
    return bool(negators & set(words["never"])) or _was_told(analysis, top, attribution.content[0].start)


def _was_told(analysis: Analysis, deed: Token, before: int) -> bool:
    families = _families(deed, analysis.language)
    earlier = (t for t in analysis.tokens_in(0, before) if t.upos in _SUBSTANCE)
    return any(_families(t, analysis.language) & families for t in earlier)


def _is_own(analysis: Analysis, top: Token, *, direct: bool) -> bool:
    """Say whether a clause tells of the speaker: an infinitive, "il" in what is told, "je" in what is quoted."""
    words = word_list(analysis.language, "denials")["assures"]
    subject = next((c for c in analysis.children(top) if c.relation in {"nsubj", "expl"} and c.upos == "PRON"), None)
    if any(c.relation == "nsubj" and c.upos != "PRON" for c in analysis.children(top)):
        return False
    if subject is None or subject.deprel in {"expl:pv", "expl:comp"}:
        return not direct
    return subject.norm in (words["first_person"] if direct else words["third_person"])


def _negated_words(analysis: Analysis, top: Token) -> list[Token]:
    """Return the words of substance of a negated clause but for its subject; nothing where it is not negated."""
    if not _negators(analysis, top):
        return []
    subjects = {t.index for c in analysis.children(top) if c.relation == "nsubj" for t in analysis.subtree(c)}
    passive = any(c.deprel in {"aux:pass", "nsubj:pass"} for c in analysis.children(top))
    weak = word_list(analysis.language, "links")["weak"]["words"]
    kept = [t for t in analysis.subtree(top) if t.index not in subjects or passive]
    others = [t for t in kept if t is not top and t.upos in _SUBSTANCE and t.lemma.lower() not in weak]
    return [top, *(t for t in others if t.feat("VerbForm") != "Fin")]


def _is_answered(analysis: Analysis, clause: Sequence[Token], said: set[str]) -> bool:
    """Say whether a negated clause's predicate was said with one more of its words, or a kind of event right below it."""
    language = analysis.language
    weak = {*word_list(language, "links")["weak"]["words"], *word_list(language, "denials")["assures"]["states"]}
    kept = [t for t in clause if t.lemma.lower() not in weak]
    hits = [t for t in kept if _families(t, language) & said]
    if len(hits) > 1 and hits[0] is clause[0] and len(hits) >= _SHARE * len(kept):
        return True
    below = {c.index for c in analysis.children(clause[0])}
    kinds = [t for t in hits if any(f.startswith("kind ") for f in _families(t, language) & said)]
    return len(hits) >= _SHARE / 2 * len(kept) and any(t.index in below or t is clause[0] for t in kinds)


def _families(token: Token, language: str) -> set[str]:
    """Return what a word has in common with others of its family, and the kind of event that it tells."""
    lemma = token.lemma.lower()
    found = {lemma[:_FAMILY] if len(lemma) > _FAMILY else lemma}
    kind = _kinds(language).get(lemma)
    return found | ({kind} if kind else set())


@lru_cache(maxsize=4)
def _kinds(language: str) -> dict[str, str]:
    kinds = word_list(language, "links")["kinds"]
    return {word: f"kind {k}" for k, group in enumerate(kinds) for word in (*group["verbs"], *group["nouns"])}
