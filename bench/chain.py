# SPDX-License-Identifier: Apache-2.0
"""How fast is the whole chain, and where does the time go? Articles of 400 words per CPU-second, with shares by stage.

usage: python bench/chain.py [ARTICLES [hostile]]

The articles are those of ../shared/data/wikinews, as plain texts; a fixed choice of ARTICLES of them (200) is read with warm models.
With "hostile": CPU seconds for texts of 6, 12 and 24 kB of one repeated sentence, to see that the time grows in proportion.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from dementi.newsroom import Newsroom, Stages
from dementi.record import Dispatch, Form

WIKINEWS = Path(__file__).resolve().parents[2] / "shared" / "data" / "wikinews" / "articles.jsonl"

#: The length of an article that the goal counts in, words.
WORDS = 400

HOSTILE = (
    "Selon Ina Morel, « le pont tient », a dit Malo Tern, qui affirme que le bac part, ",
    "« Oui », dit-il, « non », dit-elle, ",
    "Le port a dit que le maire a dit que ",
    "Le port dément. ",
    "a b c d e f g ",
)


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured.

    Attributes:
        articles: of 400 words, per CPU-second.
        shares: of each stage in the time, 0 to 1, by its name.
    """

    articles: float
    shares: dict[str, float]


def timed(stages: Stages) -> tuple[Stages, dict[str, float]]:
    """Return the stages and the CPU seconds that each takes from now on."""
    seconds: defaultdict[str, float] = defaultdict(float)

    def wrapped(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: object) -> object:
            began = time.process_time()
            found = stage(*given)
            seconds[name] += time.process_time() - began
            return found

        return run

    names = ("read", "analyse", "find_statements", "find_links")
    return Stages(**{name: wrapped(name, getattr(stages, name)) for name in names}), seconds


def measured(texts: list[str]) -> Speed:
    """Return the speed over texts, the first of which warms the models and does not count."""
    stages, seconds = timed(Stages())
    with Newsroom(stages=stages) as newsroom:
        newsroom.read(Dispatch(id="warm", content=texts[0], form=Form.ARTICLE))
        seconds.clear()
        began = time.process_time()
        for number, text in enumerate(texts[1:]):
            newsroom.read(Dispatch(id=str(number), content=text, form=Form.ARTICLE))
        whole = time.process_time() - began
    words = sum(len(text.split()) for text in texts[1:])
    return Speed(words / WORDS / whole, {name: spent / whole for name, spent in seconds.items()})


def hostile() -> None:
    """Print what repeated sentences cost, by length."""
    with Newsroom() as newsroom:
        newsroom.read(Dispatch(id="warm", content="Titre\n\nLe port dément.", form=Form.ARTICLE))
        for sentence in HOSTILE:
            spent = []
            for size in (6_000, 12_000, 24_000):
                text = "Titre\n\n" + sentence * (size // len(sentence))
                began = time.process_time()
                newsroom.read(Dispatch(id="long", content=text, form=Form.ARTICLE))
                spent.append(time.process_time() - began)
            print(f"{sentence[:40]!r:44} " + "  ".join(f"{s:5.2f} s" for s in spent))


def texts_of(most: int) -> list[str]:
    """Return a fixed choice of the articles."""
    entries = [json.loads(line) for line in WIKINEWS.read_text("utf-8").splitlines()]
    chosen = Random(1).sample(entries, min(most + 1, len(entries)))
    return [f"{entry['title']}\n\n{entry['body']}" for entry in chosen]


def main() -> None:
    """Print the speed and the shares of the stages."""
    speed = measured(texts_of(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
    print(f"{speed.articles:.1f} articles of {WORDS} words per CPU-second")
    for name, share in speed.shares.items():
        print(f"  {name:16} {100 * share:5.1f} %")
    if "hostile" in sys.argv:
        hostile()


if __name__ == "__main__":
    main()
