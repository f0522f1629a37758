# SPDX-License-Identifier: Apache-2.0
"""What does a reporting clause report that stands behind its words, or inside them? « … », a dit X; « …, a dit X, … »."""

from __future__ import annotations

from dementi.language import Token, word_list
from dementi.record import Span
from dementi.statements.attribution import Attribution
from dementi.statements.behind import noun_behind
from dementi.statements.contents import contents
from dementi.statements.cues import WEAK, Cue
from dementi.statements.making import attribution_of, can_speak
from dementi.statements.page import Page
from dementi.statements.quotations import CLOSING, Quotation, stripped, without_stop
from dementi.statements.sources import mention, subject_of
from dementi.statements.unnamed import told_by

__all__ = ["follows_words", "interrupts", "read_interrupting", "read_inverted", "read_trailing"]

#: Marks behind which a reporting clause may stand.
_OF_NAMES = frozenset({"ADJ", "ADP", "DET", "NOUN", "PROPN"})
#: Words of an answer that only calls something false: "Totalement faux, répond la mairie".
SHORT = 3
_BEHIND = frozenset({",", ")", "–", "—", "...", "…", "!", "?"})


def follows_words(page: Page, cue: Cue) -> bool:
    """Say whether the verb group stands right behind the words it reports, with its subject behind it."""
    tokens, token = page.analysis.tokens, cue.token
    group = tokens[cue.first : cue.last]
    quoted = page.ending_before(group[0].start) is not None
    before = tokens[cue.first - 1] if cue.first else None
    if before is None or not (before.norm in CLOSING or before.norm in _BEHIND):
        return False
    if before.sentence != token.sentence and not quoted:
        return False
    if any(t.norm.startswith("-") for t in group):
        return True
    openers = word_list(page.analysis.language, "frames")["clause"]["words"]
    if cue.last < len(tokens) and tokens[cue.last].norm in openers:
        # "Le maire, élu hier, exige que …": the verb governs what follows.
        return False
    finite = token.upos not in {"VERB", "AUX"} or any(t.feat("VerbForm") == "Fin" for t in group)
    if finite and "clause" in cue.frames and before.norm == "," and _is_incise(page, cue):
        return True
    if finite and before.norm == "," and _reports_phrase(page, cue):
        return True
    reports = quoted or ("clause" in cue.frames and _has_clause(page, cue))
    return finite and reports and _has_subject_behind(page, cue, quoted=quoted)


def _reports_phrase(page: Page, cue: Cue) -> bool:
    """Say whether a phrase without a verb stands before that is what was said: "Des rumeurs « infondées », a balayé X"."""
    tokens, noun = page.analysis.tokens, noun_behind(page, cue)
    before = tokens[page.sentence(cue.token).first : cue.first - 1]
    if noun is None or noun.index - cue.last > 3 or not before or any(t.feat("VerbForm") == "Fin" for t in before):
        return False
    end = next((t for t in tokens[noun.index + 1 : noun.index + 9] if t.upos not in _OF_NAMES), None)
    if end is not None and end.sentence == noun.sentence and end.norm not in {",", ".", "!", "?", "(", ":"}:
        return False
    words = word_list(page.analysis.language, "boundaries")["remark"]["nouns"]
    false = word_list(page.analysis.language, "denials")["says_false"]["strong"]
    head = next((t for t in before if t.upos in {"NOUN", "PROPN"}), None)
    if len(before) <= SHORT and before[0].norm in false:
        return True
    quoted = any(page.around(t.start) is not None for t in before)
    holder = head is not None and page.around(head.start) is None and can_speak(page, head)
    return (quoted and not holder) or (head is not None and head.lemma in words)


def _is_incise(page: Page, cue: Cue) -> bool:
    """Say whether a verb and its noun stand between two commas, and a finite verb follows: "La loi, a dit X, est juste"."""
    noun = noun_behind(page, cue)
    before = page.analysis.tokens[page.sentence(cue.token).first : cue.first - 1]
    if noun is None or noun.index - cue.last > 3 or any(t.norm == "," for t in before):
        return False
    behind = page.analysis.tokens[noun.index + 1 : noun.index + 12]
    comma = next((t for t in behind if t.norm == "," or t.feat("VerbForm") == "Fin"), None)
    if comma is None or comma.norm != ",":
        return False
    after = [
        t for t in page.analysis.tokens[comma.index + 1 : comma.index + 5] if t.upos not in {"PRON", "ADV", "PUNCT"}
    ]
    return bool(after) and after[0].feat("VerbForm") == "Fin"


def _has_subject_behind(page: Page, cue: Cue, *, quoted: bool) -> bool:
    subject = subject_of(page.analysis, cue.token)
    if subject is None or subject.index > cue.first or cue.token.relation == "parataxis":
        return subject is not None or noun_behind(page, cue) is not None
    if noun_behind(page, cue) is None:
        return False
    start = page.sentence(cue.token).start
    opens = page.starting_from(start)
    opened = opens is not None and opens.start == start and opens.end < page.analysis.tokens[cue.first].start
    if quoted:
        return opened or page.around(subject.start) is not None
    return opened or (_has_own_verb(page, subject, cue) and _opens_with_noun(page, cue))


def _has_own_verb(page: Page, subject: Token, cue: Cue) -> bool:
    """Say whether what the parser took for the cue's subject has a finite verb of its own before the cue."""
    own = begins = True
    for token in page.analysis.tokens[subject.index + 1 : cue.first]:
        if token.norm == ",":
            own, begins = False, True
            continue
        finite = token.upos in {"VERB", "AUX"} and token.feat("VerbForm") == "Fin"
        if finite and (own or begins):
            return not own or not _in_relative(page, token, subject)
        begins = begins and token.upos in {"PRON", "ADV"}
    return False


def _in_relative(page: Page, verb: Token, subject: Token) -> bool:
    """Say whether a relative word stands between a noun and a verb, no comma behind it."""
    relatives = word_list(page.analysis.language, "boundaries")["relative"]["words"]
    return any(t.norm in relatives for t in page.analysis.tokens[subject.index + 1 : verb.index])


def _opens_with_noun(page: Page, cue: Cue) -> bool:
    behind = next((t for t in page.analysis.tokens[cue.last : cue.last + 3] if t.upos != "ADV"), None)
    return behind is not None and behind.upos in {"DET", "PROPN"}


def _has_clause(page: Page, cue: Cue) -> bool:
    """Say whether a clause stands before: not "Le maire, Ina Morel, annonce trois jours de deuil"."""
    relatives = word_list(page.analysis.language, "boundaries")["relative"]["words"]
    begins, aside = True, False
    for token in page.analysis.tokens[page.sentence(cue.token).first : cue.first]:
        if token.norm == ",":
            begins = True
            continue
        if begins:
            begins, aside = False, token.norm in relatives
        if token.feat("VerbForm") == "Fin" and not aside:
            verb = page.analysis.head(token) if token.relation in {"aux", "cop"} else token
            if verb.deprel != "acl:relcl":
                return True
    return False


def read_inverted(page: Page, cue: Cue) -> Attribution | None:
    """Read « … », a dit X: the quotation, or the clause that it ends, or the sentence without marks."""
    tokens, text = page.analysis.tokens, page.article.text
    start = tokens[cue.first].start
    quotation = page.ending_before(start)
    if quotation is not None:
        first = _words_start(page, quotation)
        rule = "reported.after_quotation"
        pieces = contents(page, first, quotation.end)
    else:
        sentence = page.sentence(tokens[cue.first - 1])
        pieces = _words_around(page, cue, _before_colon(text, sentence.start, start))
        said = [t for p in pieces for t in page.analysis.tokens_in(p.start, p.end)]
        if len(said) < SHORT and not _reports_phrase(page, cue):
            return None
        rule = "reported.after_words"
    pieces += [p for p in _continued(page, cue) if not any(p.overlaps(q) for q in pieces)]
    return attribution_of(page, cue, pieces, _source_behind(page, cue), rule)


def _words_around(page: Page, cue: Cue, start: int) -> list[Span]:
    """Return the words before a reporting clause; those behind it too where they are no clause: "Le port, dit-il, a fermé"."""
    tokens = page.analysis.tokens
    pieces = contents(page, start, tokens[cue.first].start)
    inner = page.analysis.tokens_in(start, tokens[cue.first].start)
    if any(t.feat("VerbForm") == "Fin" for t in inner):
        return pieces
    source = _source_behind(page, cue)
    end = max(tokens[cue.last - 1].end, source.end if source is not None else 0)
    comma = next(iter(page.analysis.tokens_in(end, page.sentence(cue.token).end)), None)
    relatives = word_list(page.analysis.language, "boundaries")["relative"]["words"]
    if comma is None or comma.norm != "," or tokens[min(comma.index + 1, len(tokens) - 1)].norm in relatives:
        # "Faux, répond la mairie, qui …"
        return pieces
    return pieces + contents(page, comma.end, page.sentence(cue.token).end)


def read_trailing(page: Page, cue: Cue) -> Attribution | None:
    """Read « … », X a dit: the subject stands between the quotation and its verb."""
    subject = subject_of(page.analysis, cue.token)
    if subject is None or subject.index >= cue.first or "clause" not in cue.frames or WEAK in cue.frames:
        return None
    source = mention(page.analysis, subject, range(cue.first, cue.last))
    quotation = page.ending_before(source.start)
    if quotation is None or page.article.text[quotation.end : source.start].strip() != ",":
        return None
    if (
        page.article.text[page.sentence(cue.token).start : quotation.start].strip()
        or len(quotation.words(page.article.text)) < 4
    ):
        return None
    return attribution_of(page, cue, contents(page, quotation.start, quotation.end), source, "reported.after_quotation")


def _before_colon(text: str, start: int, end: int) -> int:
    at = text.rfind(": ", start, end)
    return at + 1 if at >= 0 else start


def _words_start(page: Page, quotation: Quotation) -> int:
    """Return where the words begin: at the mark, or with the sentence that the quotation ends ("X « a reçu … »")."""
    text = page.article.text
    first = next(iter(page.analysis.tokens_in(quotation.start, quotation.end)), None)
    if first is None:
        return quotation.start
    start = page.sentence(first).start
    before = text[start : quotation.start].strip(" \u00a0\u202f–—-")
    apart = not before or before.endswith((":", ".", "»", '"')) or _joins(page, quotation, start)
    return quotation.start if apart else start


def _joins(page: Page, quotation: Quotation, start: int) -> bool:
    """Say whether the narrator's own clause and a conjunction stand before a quotation: "Le pont tient, mais « … », a dit X"."""
    before = page.analysis.tokens_in(start, quotation.start)
    if len(before) < 3 or before[-1].upos != "CCONJ" or before[-2].norm != ",":
        return False
    return any(t.feat("VerbForm") == "Fin" and page.around(t.start) is None for t in before)


def _continued(page: Page, cue: Cue) -> list[Span]:
    """Return the quotation that goes on right behind the reporting clause: « … », a dit X, « … »."""
    sentence, text = page.sentence(cue.token), page.article.text
    near = page.starting_from(cue.token.end)
    if near is None or near.start >= sentence.end + 2:
        return []
    if text[max(0, near.start - 2) : near.start].strip() not in {",", ":"}:
        return []
    between = page.analysis.tokens_in(cue.token.end, near.start)
    if any(t.upos == "VERB" for t in between):
        return []
    return contents(page, near.start, near.end)


def read_interrupting(page: Page, cue: Cue, quotation: Quotation) -> Attribution | None:
    """Read a reporting clause between commas inside a quotation: « Nous partons, a dit X, et vite »."""
    if not interrupts(page, cue):
        return None
    source = _source_behind(page, cue)
    text, tokens = page.article.text, page.analysis.tokens
    if source is None or page.around(source.start) != quotation:
        return None
    end = max(tokens[cue.last - 1].end, source.end)
    after = next((p for p in range(end, min(quotation.inner_end, end + 200)) if text[p] in ",.;:!?"), None)
    first = stripped(text, quotation.inner_start, tokens[cue.first].start)
    rest = stripped(text, after + 1, quotation.inner_end) if after is not None else None
    pieces = [without_stop(piece) for piece in (first, rest) if piece]
    return attribution_of(page, cue, pieces, source, "reported.inside_quotation") if pieces else None


def interrupts(page: Page, cue: Cue) -> bool:
    """Say whether a verb group between commas has its subject right behind it: ", a dit X,"."""
    tokens = page.analysis.tokens
    if "clause" not in cue.frames or cue.first == 0 or tokens[cue.first - 1].norm not in _BEHIND:
        return False
    group = tokens[cue.first : cue.last]
    if any(t.norm.startswith("-") for t in group):
        return not any(t.feat("Person") in {"1", "2"} for t in group)
    if not any(t.feat("VerbForm") == "Fin" and t.feat("Person") == "3" for t in group):
        return False
    behind = [t for t in tokens[cue.last : cue.last + 4] if t.upos != "ADV"]
    return bool(behind) and behind[0].upos in {"DET", "PROPN", "NOUN"} and noun_behind(page, cue) is not None


def _source_behind(page: Page, cue: Cue) -> Span | None:
    subject = subject_of(page.analysis, cue.token)
    if any(t.norm.startswith("-") for t in page.analysis.tokens[cue.first : cue.last]):
        clitic = next(t for t in page.analysis.tokens[cue.first : cue.last] if t.norm.startswith("-"))
        nobody = word_list(page.analysis.language, "frames")["readable"]["nobody"]
        return told_by(page, cue) if clitic.norm.split("-")[-1] in nobody else mention(page.analysis, clitic)
    # "a dit la mairie lundi": the day is not of the mention.
    times = word_list(page.analysis.language, "frames")["times"]["words"]
    behind = page.analysis.tokens[cue.last : cue.last + 20]
    days = [t.index for t in behind if page.is_dated(t) or t.lemma in times]
    stops = [*range(cue.first, cue.token.index + 1), *days]
    apart = cue.last < len(page.analysis.tokens) and page.analysis.tokens[cue.last].norm == ","
    if subject is not None and subject.index >= cue.first and not apart:
        return mention(page.analysis, subject, stops)
    found = noun_behind(page, cue)
    if found is not None:
        return mention(page.analysis, found, stops)
    return mention(page.analysis, subject) if subject is not None else None
