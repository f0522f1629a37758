# SPDX-License-Identifier: Apache-2.0
"""Which names stand in a written byline? « Par Jeanne Morel et Paul Vidal (avec AFP), à Tersane » -> Jeanne Morel, Paul Vidal.

What is no name goes: the word that opens a byline, roles, places, agencies, addresses, handles, days. The words are data
(``language/*/publication.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dementi.language.words import word_list
from dementi.reading.furniture import LANGUAGES, folded

__all__ = ["agency_in", "is_agency", "names_in", "opens_byline", "recased"]

#: A byline has no more characters and no more names, a name no more words and characters.
LONGEST, MOST, WORDS, CHARACTERS = 400, 12, 6, 60

_NOISE = re.compile(
    r"https?://\S{1,200}|www\.\S{1,200}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}|(?<!\S)@\S{1,80}|@\w{1,80}"
)
_BRACKETS = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_PARTED = re.compile(r"(?<!\s)\s*(?:[,;|/•·\n\t\u2028]|\s[-–—&+]+\s|\s[-–—]+$|[-–—]{2,}|(?<=[^\W\d_]{3})\.\s)\s*")
_AROUND = ' \xa0\u202f-–—:.,;*|•·«»"“”'
_NOT_A_NAME = re.compile(r"[\d@<>{}=_#%?!]|://|\s\.|[^\W\d_]{2}\.[a-z]{2}")
_INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_]$")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.){1,4}")


@dataclass(frozen=True, slots=True)
class _Words:
    """What the languages say around the names of a byline, folded."""

    openings: tuple[str, ...]
    others: tuple[str, ...]
    joins: re.Pattern[str]
    stops: re.Pattern[str]
    roles: frozenset[str]
    staff: frozenset[str]
    collectives: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    agencies: frozenset[str]


def names_in(written: str, *, outlet: str | None = None, sure: bool = False) -> tuple[str, ...]:
    """Return the names that a written byline gives, each once, in order.

    Args:
        written: what stands where the authors stand; it may hold much else.
        outlet: the name of the site, which is no author's.
        sure: it was written for machines as a name, so that small letters do not speak against it.
    """
    if len(written) > LONGEST:
        return ()
    words = _words()
    found: dict[str, str] = {}
    by_agency = False
    for piece in _pieces(written, words):
        name = _name(piece, words, sure=sure)
        # Behind a whole name or an agency, one word is a degree, a place or a paper (« Jane Roe, MS », « Jane Roe, CNN »).
        by_agency = by_agency or is_agency(piece)
        if (
            name is None
            or _is_of(name, outlet)
            or (" " not in name and (by_agency or any(" " in each for each in found)))
        ):
            continue
        found.setdefault(folded(name), recased(name))
    return tuple(found.values())[:MOST]


def agency_in(written: str) -> str | None:
    """Return the first news agency that a written byline names (« Le Courrier avec AFP », « (Reuters) »); None where it names none."""
    bare = written.replace("(", " , ").replace(")", " , ")
    pieces = (piece.strip(_AROUND) for piece in _pieces(bare, _words())) if len(written) <= LONGEST else ()
    return next((piece for piece in pieces if is_agency(piece)), None)


def opens_byline(line: str) -> bool:
    """Say whether a line opens as bylines do (« Par », « De notre correspondant »)."""
    return any(c.isspace() for c in line) and _opening(folded(line), _words().openings) is not None


def is_agency(name: str) -> bool:
    """Say whether a name is a news agency's."""
    return folded(name).strip(_AROUND) in _words().agencies


def recased(name: str) -> str:
    """Return a name that is written all in capitals, or in none, with a capital for each of its parts."""
    cased = [word for word in name.split() if any(c.isalpha() for c in word)]
    if len(cased) < 2 or not (name.isupper() or name.islower()):
        return name
    particles = _words().particles
    return " ".join(
        word.lower() if i and folded(word) in particles else _capitalised(word) for i, word in enumerate(name.split())
    )


def _capitalised(word: str) -> str:
    if _ABBREVIATION.fullmatch(word):
        return word.upper()
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), word.lower())


def _pieces(written: str, words: _Words) -> list[str]:
    """Return the pieces of a byline up to its day, without what is in brackets."""
    text = _NOISE.sub(" , ", " ".join(written.replace("\n", " , ").split()))
    text = " ".join(_BRACKETS.sub(" , ", text).split())
    stop = words.stops.search(text)
    text = text[: stop.start()] if stop else text
    return _PARTED.split(words.joins.sub(" , ", text))


def _name(piece: str, words: _Words, *, sure: bool) -> str | None:
    """Return the name in a piece of a byline; None where there is none."""
    name = piece.strip(_AROUND)
    plain = folded(name)
    while plain and (opening := _opening(plain, words.openings)) is not None:
        # The opening is taken off word by word, since folding may change its length.
        name = " ".join(name.split()[len(opening.split()) :]).strip(_AROUND)
        plain = folded(name)
    if not name or _opening(plain, words.others) is not None or plain in words.staff or plain in words.agencies:
        return None
    name = _without_role(name, words)
    parts = name.split()
    while parts and folded(parts[-1]) in words.particles:
        parts.pop()
    name = " ".join(parts)
    if not parts or len(parts) > WORDS or len(name) > CHARACTERS or _NOT_A_NAME.search(name):
        return None
    if folded(name) in words.agencies | words.staff or folded(parts[0]) in words.not_names:
        return None
    if _INITIAL.search(name) and f"{name}." in piece:
        name = f"{name}."
    return name if _is_cased(parts, words) or (sure and len(parts) > 1 and name.islower()) else None


def _opening(plain: str, openings: Iterable[str]) -> str | None:
    return next((o for o in openings if plain == o or (plain.startswith(o) and not plain[len(o)].isalnum())), None)


def _without_role(name: str, words: _Words) -> str:
    """Cut a name before its role or agency (« Jeanne Morel correspondante à Tersane »); a role that comes first leaves nothing."""
    parts = name.split()
    if folded(parts[-1]) in words.collectives:
        return ""
    for i, part in enumerate(parts):
        behind = folded(" ".join(parts[i:])).strip(_AROUND)
        # « Jeanne Morel à Tersane », « Jeanne Morel pour Le Courrier »: no name goes on in small letters.
        is_small = i >= 2 and part[:1].islower() and folded(part) not in words.particles and not {"'", "’"} & set(part)
        if is_small or folded(part).strip(_AROUND) in words.roles or (i and behind in words.agencies | words.staff):
            # Two words before it are a name; one belongs to the role, as an agency does (« AP Auto Writer », « Wire Reporter »).
            return " ".join(parts[:i]).strip(_AROUND) if i >= 2 and folded(parts[0]) not in words.agencies else ""
    return name


def _is_cased(parts: list[str], words: _Words) -> bool:
    """Names have capitals, apart from their particles; a name all in small letters must have two words and no particle alone."""
    if all(part == part.casefold() for part in parts) and any(part.isascii() for part in parts):
        return False
    return all(
        part[:1].isupper() or _is_caseless(part) or folded(part) in words.particles or "'" in part or "’" in part
        for part in parts
    )


def _is_caseless(part: str) -> bool:
    return part[:1].lower() == part[:1].upper()


def _is_of(name: str, outlet: str | None) -> bool:
    """Say whether a name is the outlet's own, or the start of it (« CNN Business » of CNN)."""
    one, other = _squeezed(name), _squeezed(outlet or "")
    if not one or not other:
        return False
    return one == other or (min(len(one), len(other)) >= 3 and (one.startswith(other) or other.startswith(one)))


def _squeezed(name: str) -> str:
    return "".join(c for c in folded(name) if c.isalnum())


@lru_cache(maxsize=1)
def _words() -> _Words:
    lists = [word_list(language, "publication") for language in LANGUAGES]
    bylines = [entry["byline"] for entry in lists]
    joins = sorted({join for entry in bylines for join in entry["joins"]}, key=len, reverse=True)
    stops = [opening for entry in lists for name in ("published", "modified") for opening in entry[name]["openings"]]
    stops += [day for entry in bylines for day in entry["days"]]
    pattern = "|".join(re.escape(stop) for stop in sorted(stops, key=len, reverse=True))

    def gathered(key: str) -> list[str]:
        return sorted({folded(word) for entry in bylines for word in entry[key]}, key=lambda w: (-len(w), w))

    return _Words(
        openings=tuple(gathered("openings")),
        others=tuple(gathered("others")),
        joins=re.compile(rf"(?<=\S)\s(?:{'|'.join(map(re.escape, joins))})\s", re.IGNORECASE),
        # A day or a word of publishing ends the names, glued to them or not (« Jeanne MorelPublié le »).
        stops=re.compile(rf"(?:(?<=[\s,])|(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ]))(?:{pattern})\b|\d", re.IGNORECASE),
        roles=frozenset(gathered("roles")),
        staff=frozenset(gathered("staff")),
        collectives=frozenset(gathered("collectives")),
        particles=frozenset(gathered("particles")),
        not_names=frozenset(gathered("not_names")),
        agencies=frozenset(folded(name) for entry in lists for name in entry["agency"]["names"]),
    )
