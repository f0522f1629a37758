# SPDX-License-Identifier: Apache-2.0
"""Which of a page's titles is the headline? The printed one that what the page says of itself agrees with.

A page gives its title up to six times (JSON-LD, Open Graph, Twitter, the window, <h1>, microdata), with the outlet's name before or
behind it, cut, or with a badge. No list of outlets is needed: what one source has more than another is what was added.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

import lxml.html

from dementi.reading.furniture import folded

__all__ = ["Said", "agreement", "headline_of_page", "is_outlets", "printed", "without_outlet"]

#: A printed heading that shares so many of its words with a title is the headline.
AGREES = 0.5
#: Characters of the longest heading, and how many headings are looked at.
LONGEST, MOST = 400, 20
#: A title keeps so many words when a name is taken off, and a name has no more words and characters.
KEPT, NAME, NAME_CHARACTERS = 3, 6, 60
#: Words of the longest badge at a printed heading.
BADGE = 3
#: A joint that stands before a name only; the others stand in titles too.
_SURE = (" | ", " :: ", " » ", " • ", " · ")
_JOINT = re.compile(r"\s(?:[|»•·–—/-]|::|--)\s|\s:\s|(?<=[^\s\d]):\s|\s?\|\s?")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
#: Marks the border of an element inside a heading; no page holds it, since the parser drops such characters.
_EDGE = "\x01"
_TOUCHING = re.compile("(?<=[a-zà-ÿ.!?:»])\x01+(?=[A-ZÀ-Þ«])")
_CUT = re.compile(r"\s?(?:\.\.\.|…)$")
_BREAKS = frozenset(["br", "div", "p", "li", "h1", "h2", "h3", "h4", "hr", "wbr"])
_UNSEEN = frozenset(
    ["script", "style", "noscript", "template", "svg", "button", "select", "textarea", "iframe", "time"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a page says its title is; None where it does not.

    Attributes:
        linked: JSON-LD.
        shared: Open Graph and Twitter, in this order.
        window: the title element.
    """

    linked: str | None
    shared: tuple[str, ...]
    window: str | None


def headline_of_page(tree: lxml.html.HtmlElement, said: Said, outlets: Sequence[str]) -> str | None:
    """Return the headline of a page, as it is printed where that can be told; None where there is none.

    Args:
        tree: the page.
        said: what it says of its title.
        outlets: the names that the outlet may have, its host among them.
    """
    titles = [
        plain
        for each in (said.linked, *said.shared, said.window)
        if each and (plain := _plain(each)) and len(plain) < LONGEST
    ]
    headings = _headings(tree)
    known = [*titles, *(words for words in headings if not is_outlets(words, outlets))]
    whole = {_bare(words) for words in headings}
    # A title that is printed as it is has nothing to lose.
    told = [title if _bare(title) in whole else without_outlet(title, known, outlets) for title in titles]
    told = [title for title in told if not is_outlets(title, outlets)] or told
    best = max(
        ((max((agreement(words, each) for each in told), default=0.0), -i) for i, words in enumerate(headings)),
        default=(0.0, 0),
    )
    if best[0] >= AGREES:
        return _without_badge(headings[-best[1]], told)
    if told:
        return _uncut(told)
    return next((words for words in headings if not is_outlets(words, outlets)), headings[0] if headings else None)


def agreement(one: str, other: str) -> float:
    """Return the words that two titles share, as part of all their words (Jaccard), 0 to 1."""
    a, b = set(_WORD.findall(folded(one))), set(_WORD.findall(folded(other)))
    return len(a & b) / len(a | b) if a and b else 0.0


def is_outlets(words: str, outlets: Sequence[str]) -> bool:
    """Say whether words are the outlet's name: the same letters as one of its names, or a part of one."""
    bare = _bare(words)
    return bool(bare) and any(bare == (own := _bare(outlet)) or (len(bare) >= 4 and bare in own) for outlet in outlets)


def without_outlet(title: str, others: Sequence[str], outlets: Sequence[str]) -> str:
    """Return a title without the names that stand behind it or before it.

    Args:
        title: as one source gives it.
        others: the titles of the other sources: where one of them is this title without an end, the end was added.
        outlets: the names that the outlet may have.
    """
    bare = {_bare(other) for other in others if other != title}
    # Some sites part by », which French closes a quotation with.
    joints = [joint for joint in _JOINT.finditer(title) if "»" not in joint.group() or "«" not in title]
    for joint in joints:
        if _bare(title[: joint.start()]) in bare and len(title[: joint.start()].split()) >= 2:
            return title[: joint.start()].strip()
    for joint in reversed(joints):
        if _bare(title[joint.end() :]) in bare and len(title[joint.end() :].split()) >= KEPT:
            return title[joint.end() :].strip()
    if joints and _is_name(title, joints[-1], outlets):
        return without_outlet(title[: joints[-1].start()].strip(), others, outlets)
    if joints and is_outlets(title[: joints[0].start()], outlets) and len(title[joints[0].end() :].split()) >= KEPT:
        return title[joints[0].end() :].strip()
    return title


def printed(element: lxml.html.HtmlElement, *, at_break: str = " ", at_edge: str = "") -> str:
    """Return the text of an element as it is printed, without what is not seen.

    Args:
        element: of the page.
        at_break: what stands for a line break and a block's border.
        at_edge: what stands where another element begins or ends.
    """
    pieces: list[str] = []
    waiting: list[tuple[lxml.html.HtmlElement, bool]] = [(element, False)]
    while waiting:
        each, leaving = waiting.pop()
        if leaving:
            pieces.append(at_break if each.tag in _BREAKS else at_edge)
            pieces.append((each.tail or "") if each is not element else "")
            continue
        waiting.append((each, True))
        if isinstance(each.tag, str) and each.tag not in _UNSEEN and not _is_hidden(each):
            pieces.append(at_break if each.tag in _BREAKS else at_edge)
            pieces.append(each.text or "")
            waiting.extend((child, False) for child in reversed(each))
    return _SPACE.sub(" ", "".join(pieces).replace("\xad", "").replace("\u200b", "")).strip()


def _is_hidden(element: lxml.html.HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(
        re.search(
            r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|a11y-hidden)(?:\s|$)", element.get("class") or ""
        )
    )


def _headings(tree: lxml.html.HtmlElement) -> list[str]:
    named = [
        e for e in tree.iter("h2", "h3", "div", "span", "p") if "headline" in (e.get("itemprop") or "").lower().split()
    ]
    found = [printed(e, at_edge=_EDGE) for e in (*list(tree.iter("h1"))[:MOST], *named[:5])]
    # Where a badge touches the title (<span>Reportage</span>Le port rouvre), the layout parts them; in a word, it does not.
    parted = [" ".join(_TOUCHING.sub(" ", words).replace(_EDGE, "").split(" ")).strip() for words in found]
    return [_SPACE.sub(" ", words) for words in parted if 0 < len(words) < LONGEST]


def _is_name(title: str, joint: re.Match[str], outlets: Sequence[str]) -> bool:
    """Say whether what stands behind the last joint of a title is the outlet's, or a section's, and no words of the title."""
    head, tail = title[: joint.start()], title[joint.end() :].strip()
    if not 1 <= len(tail.split()) <= NAME or len(tail) > NAME_CHARACTERS or len(head.split()) < 2:
        return False
    is_colon = joint.group().strip() == ":"
    if is_outlets(tail, outlets):
        return True
    if any(_bare(outlet) and _bare(tail).startswith(_bare(outlet)) for outlet in outlets):
        return not is_colon
    if is_colon:
        return False
    return joint.group() in _SURE and len(head.split()) >= KEPT


def _without_badge(heading: str, told: Sequence[str]) -> str:
    """Return a heading without what only it has at an end, where two sources give it without (« Abonnés », « Direct »)."""
    bare = _bare(heading)
    shorter = [title for title in told if _bare(title) != bare and len(_bare(title)) >= 0.5 * len(bare)]
    for title in shorter:
        own = _bare(title)
        if [_bare(each) for each in told].count(own) < 2 or _bare(heading) in {_bare(each) for each in told}:
            continue
        if (bare.endswith(own) or bare.startswith(own)) and len(heading.split()) - len(title.split()) <= BADGE:
            return _stretch(heading, own, at_end=bare.endswith(own))
    return heading


def _stretch(heading: str, own: str, *, at_end: bool) -> str:
    """Return the words at an end of a heading that have these letters, in the heading's own characters and with its marks."""
    words = heading.split(" ")
    parts = [" ".join(words[-n:] if at_end else words[:n]) for n in range(len(words), 0, -1)]
    found = next((part for part in parts if _bare(part) == own), heading)
    return found.strip(" -–—|:•·/")


def _uncut(told: Sequence[str]) -> str:
    """Return the first title, or the one that it is the start of, where it is cut with dots."""
    first = told[0]
    if _CUT.search(first):
        stem = _bare(_CUT.sub("", first))
        return next((each for each in told[1:] if _bare(each).startswith(stem) and not _CUT.search(each)), first)
    return first


def _plain(written: str) -> str | None:
    """Return a title without tags and character references, which some pages give twice escaped."""
    text = html.unescape(html.unescape(written)) if "&" in written else written
    text = _TAG.sub(" ", text) if "<" in text else text
    return _SPACE.sub(" ", text).strip() or None


def _bare(words: str) -> str:
    return "".join(_WORD.findall(folded(words))).replace("_", "")
