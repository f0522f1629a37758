# SPDX-License-Identifier: Apache-2.0
"""How many of another corpus's attributions are found? Frames of speech on the Sequoia treebank (Asfalda, Djemaa et al. 2016).

usage: python bench/attribution.py [test|dev|train [MISSED]]

Only the sentences of "test" are unseen by the parser. Counted are the frames of speech; not every predicate of speech is
annotated, so that there is recall and no precision. A cue is found where a statement's cue, or its preposition, shares a
character with it; a source and a content where they share half of the characters of both (intersection over union >= 0.5),
without marks and white space. Beside them stand the frames of opinion, of which only what is said aloud is a statement.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.statements import SHARED, article_of

from dementi.language import analyse
from dementi.record import Span, Statement
from dementi.statements import find_statements

SPEECH = (
    *("FR_Statement", "FR_Telling", "FR_Attributed_information", "FR_Expressing_truth_of_proposition"),
    *("FR_Reveal_secret", "FR_Communication_response", "Communication_response"),
)
HALF = 0.5
SKIP = set(" \t\n«»\"“”'’,.")

Piece = list[int]


def places(pieces: Iterable[tuple[int, int]], text: str) -> set[int]:
    """Return the characters of some pieces that count."""
    return {i for start, end in pieces for i in range(start, end) if text[i] not in SKIP}


def alike(gold: list[Piece], found: Iterable[Span], text: str) -> bool:
    """Say whether two sets of pieces are alike enough."""
    one = places([(a, b) for a, b in gold], text)
    other = places([(p.start, p.end) for p in found], text)
    return bool(one | other) and len(one & other) >= HALF * len(one | other)


def with_cue(statements: Iterable[Statement], cue: list[Piece]) -> list[Statement]:
    """Return the statements whose cue shares a character with another cue."""
    return [s for s in statements if s.cue and any(s.cue.start < end and start < s.cue.end for start, end in cue)]


def main() -> None:
    """Print the figures of one part of the corpus."""
    split = sys.argv[1] if len(sys.argv) > 1 else "test"
    shown = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    counts: dict[str, Counter[str]] = {"speech": Counter(), "other": Counter()}
    sentences = 0
    for line in (SHARED / "data" / "attribution" / "asfalda-sequoia.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        if entry["split"] != split:
            continue
        sentences += 1
        text = entry["text"]
        statements = find_statements(article_of(text, None), analyse(text)).statements
        for told in entry["attributions"]:
            speech = told["frame"].startswith(SPEECH)
            count = counts["speech" if speech else "other"]
            hits = with_cue(statements, told["cue"])
            count["gold"] += 1
            count["cue"] += bool(hits)
            count["sources"] += bool(told["source"])
            count["source"] += any(alike(told["source"], [s.source], text) for s in hits if s.source)
            count["contents"] += bool(told["content"])
            count["content"] += any(alike(told["content"], s.content, text) for s in hits)
            if speech and not hits and shown:
                shown -= 1
                print(f"missed {told['lu']}: {text[:160]}")
    for name, count in counts.items():
        parts = f"sources {count['source']} of {count['sources']}, contents {count['content']} of {count['contents']}"
        print(f"{split}, {name}: {sentences} sentences, cues {count['cue']} of {count['gold']}, {parts}")


if __name__ == "__main__":
    main()
