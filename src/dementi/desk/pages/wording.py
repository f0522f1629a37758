# SPDX-License-Identifier: Apache-2.0
"""Which words does the desk use for what it has found? Labels of stances, reasons, languages, troubles."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language, get_language_info, gettext, ngettext, pgettext

from dementi import language, messages
from dementi.record import Article, FurnitureReason, Modality, Stance, Statement, StatementType, Trouble

__all__ = [
    "counted",
    "is_foreign",
    "language_name",
    "name_in_a_sentence",
    "outlet_of",
    "quotation_marks",
    "say_furniture",
    "say_modality",
    "say_stance",
    "say_trouble",
    "say_type",
]

#: Characters of "les ", the longest article that stands before a name.
LONGEST_ARTICLE = 4


def say_type(statement: Statement) -> str | None:
    """Return "direct", "indirect" or "mixed" in the reader's language; None where there are no words."""
    match statement.type:
        case StatementType.DIRECT:
            return pgettext("statement type", "direct")
        case StatementType.INDIRECT:
            return pgettext("statement type", "indirect")
        case StatementType.MIXED:
            return pgettext("statement type", "mixed")
        case None:
            return None


def say_stance(stance: Stance) -> str | None:
    """Return what the speaker does with the content; None for plain assertion, which needs no word."""
    match stance:
        case Stance.ASSERTS:
            return None
        case Stance.DENIES:
            return pgettext("stance", "denial")
        case Stance.CONFIRMS:
            return pgettext("stance", "confirmation")
        case Stance.QUESTIONS:
            return pgettext("stance", "called into question")
        case Stance.REFUSES_COMMENT:
            return pgettext("stance", "no comment")


def say_modality(modality: Modality | None) -> str | None:
    """Return the name of the press conditional; None where the narrator does not use it."""
    return pgettext("modality", "press conditional") if modality is Modality.CONDITIONAL else None


def say_furniture(reason: FurnitureReason) -> str:
    """Return why a piece of a dispatch was set aside."""
    match reason:
        case FurnitureReason.NAVIGATION:
            return gettext("words of the page’s navigation")
        case FurnitureReason.SECTION:
            return gettext("name of a section")
        case FurnitureReason.TEASER:
            return gettext("teaser")
        case FurnitureReason.REPEATED:
            return gettext("repeated")
        case FurnitureReason.CREDIT:
            return gettext("credit")
        case FurnitureReason.OTHER:
            return gettext("not of the article")


def say_trouble(trouble: Trouble) -> str:
    """Return what failed, in the reader's language; the message as it is where its values do not fit."""
    try:
        return messages.say_trouble(trouble, get_language() or messages.LANGUAGES[0])
    except (KeyError, TypeError, ValueError):
        return trouble.message


def language_name(code: str) -> str:
    """Return the name of a BCP 47 language in the reader's language, its code where it has no name."""
    try:
        return str(get_language_info(code.lower())["name_translated"]).lower()
    except KeyError:
        return code


def name_in_a_sentence(statement: Statement, others: Iterable[Statement]) -> str:
    """Return who speaks, with the article that the dispatch sets before the name ("le Pentagone").

    Args:
        statement: whose speaker it is.
        others: the statements of the same dispatch, where the name may be written out.
    """
    if statement.speaker is None:
        return gettext("an unknown speaker")
    name = statement.speaker.name
    for each in others:
        mention = each.source.exact if each.source and each.speaker == statement.speaker else ""
        article = mention.removesuffix(name)
        if mention.endswith(name) and 0 < len(article) <= LONGEST_ARTICLE:
            return article.lower() + name
    return name


def outlet_of(article: Article | None, given: str | None = None) -> str:
    """Return an article's outlet, or the one given with the dispatch; that it is not known where neither tells."""
    return (article.outlet if article else None) or given or gettext("outlet unknown")


def is_foreign(code: str | None) -> bool:
    """Say whether a dispatch is in a language in which the desk does not look for statements."""
    return code is not None and not language.has_trees(code.partition("-")[0].lower())


def quotation_marks() -> tuple[str, str]:
    """Return what opens and closes a quotation in the desk's own words."""
    opening, _, closing = pgettext("quotation marks around three dots", "“...”").partition("...")
    return opening, closing


def counted(statements: int, figures: int) -> tuple[str, ...]:
    """Return "9 statements" and "3 figures", without what is none."""
    said = []
    if statements:
        said.append(ngettext("%(count)s statement", "%(count)s statements", statements) % {"count": statements})
    if figures:
        said.append(ngettext("%(count)s figure", "%(count)s figures", figures) % {"count": figures})
    return tuple(said)
