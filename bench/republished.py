# SPDX-License-Identifier: Apache-2.0
"""Dispatches as other outlets print them, made from dated articles with a seed: what are copies here, and what only looks like one?

Copies: cut, retitled, edited word by word, paragraphs merged, a paragraph added, a credit put on. Look-alikes: a later dispatch
that takes over the background of an earlier one, two articles with one communiqué, reports that fill one form day after day.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from dementi.record import Article, Span
from dementi.stories import Piece

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
WIKINEWS, TIMEBANK = DATA / "wikinews" / "articles.jsonl", DATA / "timebank" / "gold.jsonl"

CREDITS = ("(AFP)", "Avec AFP", "La rédaction avec l'agence", "© Agence, tous droits réservés", "Source : agences")


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, each on one line."""
    return tuple(" ".join(p.split()) for p in text.strip().split("\n\n"))


#: Forms that are filled day after day; the places are invented.
FORMS = paragraphs("""
Le temps sera {a} {day} sur la plaine d'{place}, avec {n} degrés au lever du jour et {m} degrés l'après-midi.
Le vent soufflera de {b} à {k} km/h. Les averses pourront gagner {town} en soirée. En mer, la visibilité
restera bonne et la houle ne dépassera pas {i} mètres. Prochain bulletin demain à 6 heures.

La Bourse d'{place} a terminé {day} en {a} de {n},{m} %, à {k} points. Dans le sillage de {town}, les valeurs
{b} ont mené la cote. Les échanges ont porté sur {i} millions de couronnes. Sur le marché des changes, la
couronne valait {n},{i} euro à la clôture. Les investisseurs attendent les chiffres de l'emploi, qui seront
publiés en fin de semaine.

{town} s'est imposé {n} à {m} face à {place}, {day}, lors de la {i}e journée du championnat. Les buts ont été
marqués par {c} et {d}. Devant {k} spectateurs, les visiteurs ont tenu jusqu'à la pause avant de céder en
seconde période. Au classement, {town} pointe au rang {i} avec {k} points. La prochaine journée se jouera
samedi à 20 heures.
""")
SYLLABLES = (
    "au",
    "ber",
    "cor",
    "dan",
    "el",
    "fer",
    "gal",
    "hor",
    "is",
    "jan",
    "kel",
    "lor",
    "mar",
    "nes",
    "or",
    "pel",
    "ris",
    "san",
    "tor",
    "val",
)
KINDS = (
    "beau",
    "variable",
    "couvert",
    "hausse",
    "baisse",
    "repli",
    "bancaires",
    "minières",
    "nord",
    "sud",
    "est",
    "ouest",
)
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@dataclass(frozen=True, slots=True)
class Source:
    """An article to be republished."""

    id: str
    headline: str
    paragraphs: tuple[str, ...]
    published: str

    @property
    def words(self) -> int:
        return _words(self.paragraphs)

    @property
    def names(self) -> tuple[str, ...]:
        """Its words with a capital or of digits, as often as they stand there."""
        return tuple(w for p in self.paragraphs for w in p.split() if w[0].isupper() or w[0].isdigit())


@dataclass(frozen=True, slots=True)
class Pool:
    """Pieces, and of which dispatch each is: the same number, copies."""

    pieces: tuple[Piece, ...]
    dispatch: dict[str, int]


def sources() -> list[Source]:
    """Return the dated articles, in order of their ids."""
    found = []
    for line in WIKINEWS.read_text("utf-8").splitlines():
        row = json.loads(line)
        paragraphs = tuple(p.strip() for p in row["body"].split("\n\n") if p.strip())
        found.append(Source(row["id"], row["title"], paragraphs, row["date"]))
    return sorted(found, key=lambda s: s.id)


def regional() -> list[Source]:
    """Return the articles of French TimeBank: the regional press, of another time and kind."""
    found = []
    for line in TIMEBANK.read_text("utf-8").splitlines():
        row = json.loads(line)
        headline, *paragraphs = [p.strip() for p in row["text"].split("\n") if p.strip()]
        source = Source(row["id"], headline[:80], tuple(paragraphs or [headline]), row["dct"])
        if source.words >= 40:
            found.append(source)
    return sorted(found, key=lambda s: s.id)


def article(headline: str, paragraphs: Sequence[str], published: str | None = None) -> Article:
    """Return a clean article of a headline and paragraphs."""
    text, spans = headline, []
    for paragraph in paragraphs:
        text += "\n\n"
        spans.append(Span(len(text), len(text) + len(paragraph), paragraph))
        text += paragraph
    return Article(headline=headline, text=text, paragraphs=tuple(spans), teaser="", language="fr", published=published)


class Press:
    """What a seed prints: fresh text, dispatches republished, look-alikes."""

    def __init__(self, seed: int, every: Sequence[Source]) -> None:
        self.chance = random.Random(seed)
        self.words = [w for s in every for p in s.paragraphs for w in p.split()]
        self.after: dict[str, list[str]] = {}
        for one, other in pairwise(self.words):
            self.after.setdefault(one, []).append(other)
        self.made: list[tuple[int, Piece]] = []
        self.dispatches = 0

    def put(self, headline: str, paragraphs: Sequence[str], published: str, *, copy: bool = False) -> None:
        """Print an article: a new dispatch, or a copy of the last one."""
        self.dispatches += not copy
        self.made.append((self.dispatches, Piece(f"piece-{len(self.made)}", article(headline, paragraphs, published))))

    def fresh(self, length: float, names: Sequence[str] = ()) -> str:
        """Return words that stood nowhere in this order (a chain of pairs), with some of the names given."""
        word = self.chance.choice(self.words)
        found = [word]
        while len(found) < length:
            near = self.chance.random() < 0.5
            word = self.chance.choice((near and self.after.get(word)) or self.words)
            found.append(word)
        if names:
            found = [self.chance.choice(names) if w[0].isupper() and self.chance.random() < 0.6 else w for w in found]
        return " ".join(found)

    def republish(self, source: Source) -> None:
        """Print a copy of a source."""
        chance = self.chance
        paragraphs = list(source.paragraphs)
        if chance.random() < 0.6:
            paragraphs = self.cut(paragraphs, chance.uniform(0.4, 0.9))
        rate = chance.choice((0.0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.15))
        paragraphs = [self.edited(p, rate) for p in paragraphs]
        if chance.random() < 0.5 and len(paragraphs) > 1:
            at = chance.randrange(len(paragraphs) - 1)
            paragraphs[at : at + 2] = [" ".join(paragraphs[at : at + 2])]
        if chance.random() < 0.3:
            room = max(15.0, 0.3 * _words(paragraphs))
            paragraphs.insert(chance.choice((0, len(paragraphs), len(paragraphs))), self.fresh(room, source.names))
        if chance.random() < 0.4:
            credit = chance.choice(CREDITS)
            behind = chance.random() < 0.7
            paragraphs = [*paragraphs, credit] if behind else [f"Aubemont {credit} - {paragraphs[0]}", *paragraphs[1:]]
        headline = (
            source.headline if chance.random() < 0.3 else " ".join(paragraphs[0].split()[: chance.randint(4, 10)])
        )
        self.put(headline, paragraphs, source.published, copy=True)

    def cut(self, paragraphs: Sequence[str], keep: float) -> list[str]:
        """Return a text cut to a part of its words: from the end, by sentences, or a paragraph out of the middle."""
        if keep > 0.5 and len(paragraphs) > 3 and self.chance.random() < 0.3:
            drop = self.chance.randrange(1, len(paragraphs))
            return [p for i, p in enumerate(paragraphs) if i != drop]
        budget = keep * _words(paragraphs)
        kept: list[str] = []
        for paragraph in paragraphs:
            sentences = []
            for sentence in re.split(r"(?<=[.!?]) ", paragraph):
                if budget > 0:
                    sentences.append(sentence)
                    budget -= len(sentence.split())
            if sentences:
                kept.append(" ".join(sentences))
        return kept

    def edited(self, text: str, rate: float) -> str:
        """Return a text with a part of its words put otherwise, left out or added to."""
        words: list[str] = []
        for word in text.split():
            if self.chance.random() >= rate:
                words.append(word)
                continue
            way = self.chance.random()
            if way < 0.5:
                words.append(self.chance.choice(self.words))
            elif way < 0.75:
                words += [word, self.chance.choice(self.words)]
        return " ".join(words) or text

    def later(self, source: Source) -> None:
        """Print a later dispatch of a source's matter: news in front, a part of the source behind as background."""
        share = self.chance.uniform(0.25, 0.42)
        words = " ".join(source.paragraphs).split()
        room = int(share * len(words))
        at = self.chance.choice((0, len(words) - room))  # the old opening, or the old background
        news = self.fresh(room / share - room, source.names).split()
        half = len(news) // 2
        self.put(
            f"{source.headline} : la suite",
            [" ".join(p) for p in (news[:half], news[half:], words[at : at + room])],
            source.published,
        )

    def communique(self, source: Source) -> None:
        """Print two articles on one matter that quote the same communiqué and share nothing else."""
        quoted = f"« {self.fresh(self.chance.randint(30, 80), source.names)} »"
        for _ in range(2):
            body = [self.fresh(self.chance.randint(50, 120), source.names) for _ in range(2)]
            body.insert(self.chance.randint(0, 2), quoted)
            self.put(source.headline, body, source.published)

    def forms(self) -> None:
        """Print the reports of one writer over five days: one form, filled otherwise each day."""
        form = self.chance.choice(FORMS)
        for day in range(5):
            number = {key: str(self.chance.randint(2, 99)) for key in "nmi"} | {
                "k": str(self.chance.randint(100, 9999))
            }
            names = {key: self.name() for key in ("place", "town", "c", "d")}
            kinds = {key: self.chance.choice(KINDS) for key in "ab"}
            self.put(
                "Bulletin du jour", [form.format(**number, **names, **kinds, day=DAYS[day])], f"2017-03-{day + 6:02}"
            )

    def name(self) -> str:
        return "".join(self.chance.choice(SYLLABLES) for _ in range(self.chance.randint(2, 3))).capitalize()


def pool(seed: int, half: int, every: Sequence[Source] | None = None) -> Pool:
    """Return copies and look-alikes made of every second article (half 0 or 1), in no order."""
    every = sources() if every is None else every
    press = Press(seed, every)
    for source in every[half::2]:
        press.put(source.headline, source.paragraphs, source.published)
        if press.chance.random() < 0.6:
            for _ in range(press.chance.randint(1, 4)):
                press.republish(source)
    for source in every[half::2]:
        if source.words >= 120 and press.chance.random() < 0.4:
            press.later(source)
        if press.chance.random() < 0.1:
            press.communique(source)
    for _ in range(20):
        press.forms()
    press.chance.shuffle(press.made)
    return Pool(tuple(p for _, p in press.made), {p.id: d for d, p in press.made})


def archive(seed: int, size: int) -> Iterator[Piece]:
    """Yield so many articles of 80 to 400 fresh words over a year, every tenth with two copies: for speed and memory."""
    press = Press(seed, sources())
    while True:
        day = date(2017, 1, 1) + timedelta(days=press.chance.randrange(365))
        body = tuple(press.fresh(press.chance.randint(40, 130)) for _ in range(press.chance.randint(2, 3)))
        source = Source("", press.fresh(8), body, day.isoformat())
        press.put(source.headline, source.paragraphs, source.published)
        for _ in range(2 if press.chance.random() < 0.1 else 0):
            press.republish(source)
        for number, (_, piece) in enumerate(press.made):
            yield Piece(f"{press.dispatches}-{number}", piece.article)
            size -= 1
            if not size:
                return
        press.made.clear()


def _words(paragraphs: Sequence[str]) -> int:
    return sum(len(p.split()) for p in paragraphs)
