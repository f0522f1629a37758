# SPDX-License-Identifier: Apache-2.0
"""How fast and how large is the analysis of French? Tokens per CPU-second, memory, opening, and whether time grows with length alone.

Beside it spaCy's own tokenizer of French, in a process of its own. spaCy's trained French pipelines are on no package registry, so they
are not run here: docs/model-card.md has what was measured of them elsewhere.

usage: python bench/language.py [ROUNDS]
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
NEWS = SHARED / "data" / "wikinews" / "articles.jsonl"
INVENTED = (
    "L'armée valmarienne a annoncé lundi avoir visé quatre dépôts près d'Aubemont, a déclaré son porte-parole. " * 12
)
CLAUSE = "le maire d'Aubemont a rencontré les habitants de la vallée et "
LENGTHS = (1_000, 4_000, 16_000, 64_000, 256_000)
TOKENS = 40_000


def texts() -> list[str]:
    """Lines of news where ../shared stands, invented ones elsewhere."""
    if not NEWS.exists():
        return [INVENTED] * 300
    found = []
    for entry in NEWS.read_text("utf-8").splitlines():
        found += [line for line in json.loads(entry)["body"].splitlines() if line.strip()]
        if sum(map(len, found)) > TOKENS * 5:
            break
    return found


def best(rounds: int, work: Callable[[], int]) -> float:
    """Units per CPU-second of the best of so many rounds (others run on the machine too)."""
    found = []
    for _ in range(rounds):
        started = time.process_time()
        units = work()
        found.append(units / (time.process_time() - started))
    return max(found)


def speeds(rounds: int) -> dict[str, float]:
    """Tokens per CPU-second of each stage, on lines of news."""
    from dementi.language import analyse
    from dementi.language.entities import find_entities
    from dementi.language.pipeline import pipeline
    from dementi.language.tokens import cutter

    lines, nlp = texts(), pipeline("fr")
    text = "\n".join(lines)
    analysis = analyse(text)  # warms the caches as a desk's day does

    def parsed() -> int:
        return sum(map(len, nlp.pipe(lines, batch_size=64)))

    def tagged() -> int:
        with nlp.select_pipes(disable=["parser"]):
            return parsed()

    def entities() -> int:
        find_entities(text, analysis.tokens, analysis.sentences, "fr")
        return len(analysis.tokens)

    return {
        "tokens": best(rounds, lambda: sum(len(cutter("fr").cut(line)) for line in lines)),
        "tokens to tags": best(rounds, tagged),
        "tokens to trees": best(rounds, parsed),
        "entities": best(rounds, entities),
        "whole analysis": best(rounds, lambda: len(analyse(text).tokens)),
    }


def growth(rounds: int) -> list[tuple[int, float]]:
    """Characters and microseconds per character, of one sentence without an end."""
    from dementi.language import analyse

    found = []
    for length in LENGTHS:
        text = (CLAUSE * (length // len(CLAUSE) + 1))[:length]
        found.append((length, 1e6 / best(rounds, lambda text=text: analyse(text) and len(text))))
    return found


def opening() -> float:
    """Milliseconds of CPU to open the lexicon and look one form up."""
    from dementi.language.lexicon import lexicon

    lexicon.cache_clear()
    started = time.process_time()
    lexicon("fr").entries("démentent")
    return 1000 * (time.process_time() - started)


def blank() -> float:
    """Tokens per CPU-second of spaCy's own tokenizer of French; run in a process of its own."""
    import spacy

    lines, nlp = texts(), spacy.blank("fr")
    sum(map(len, nlp.pipe(lines)))
    return best(2, lambda: sum(map(len, nlp.pipe(lines))))


def main() -> None:
    """Print the figures."""
    if "blank" in sys.argv:
        print(blank())
        return
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print(f"opening the lexicon        {opening():8.1f} ms")
    for name, speed in speeds(rounds).items():
        print(f"{name:26} {speed:8,.0f} tokens per CPU-second")
    print(f"memory                     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
    rows = growth(rounds)
    for length, cost in rows:
        print(f"one sentence of {length:9,} characters {cost:6.1f} µs each, {cost / rows[0][1]:.2f} of the shortest's")
    run = subprocess.run([sys.executable, __file__, "blank"], capture_output=True, text=True, check=True)
    print(f"spaCy's blank('fr'), tokens only {float(run.stdout):8,.0f} tokens per CPU-second")


if __name__ == "__main__":
    main()
