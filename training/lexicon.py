# SPDX-License-Identifier: Apache-2.0
"""Hunspell's French dictionary -> the lexicon: every form with lemma, part of speech and features, as a mapped trie.

Source: Debian's hunspell-fr-classical 1:7.0-1 (Dicollecte, Olivier R., MPL-2.0; npm's dictionary-fr 3.0.0 is the same work). Each entry
carries its morphology (``po:``, ``is:``, ``st:``) and each suffix rule that of the forms it makes.

usage: python -m training.lexicon [FOLDER_OF_HUNSPELL]
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import marisa_trie

HUNSPELL = Path("/usr/share/hunspell")
FRENCH = Path(__file__).parents[1] / "src" / "dementi" / "language" / "fr"

UPOS = {
    "nom": "NOUN",
    "adj": "ADJ",
    "loc.adj": "ADJ",
    "adv": "ADV",
    "loc.adv": "ADV",
    "adv.int": "ADV",
    "npr": "PROPN",
    "prn": "PROPN",
    "patr": "PROPN",
    "titr": "NOUN",
    "interj": "INTJ",
    "prep": "ADP",
    "loc.prep": "ADP",
    "prepv": "ADP",
    "loc.prepv": "ADP",
    "cjco": "CCONJ",
    "cj": "CCONJ",
    "cjsub": "SCONJ",
    "loc.cj": "SCONJ",
    "nb": "NUM",
    "nbro": "NUM",
}
TENSES = {
    "ipre": ("Pres", "Ind"),
    "iimp": ("Imp", "Ind"),
    "ipsi": ("Past", "Ind"),
    "ifut": ("Fut", "Ind"),
    "spre": ("Pres", "Sub"),
    "simp": ("Imp", "Sub"),
    "cond": ("Pres", "Cnd"),
    "impe": ("Pres", "Imp"),
    "infi": ("", "Inf"),
    "ppre": ("Pres", "Part"),
    "ppas": ("Past", "Part"),
}
GENDERS = {"mas": "Masc", "fem": "Fem"}
NUMBERS = {"sg": "Sing", "pl": "Plur"}


@dataclass(frozen=True, slots=True)
class Suffix:
    """A suffix rule of the affix file."""

    strip: str
    add: str
    condition: re.Pattern[str] | None
    tags: tuple[str, ...]

    def form(self, word: str) -> str | None:
        """Return the form that the rule makes of a word, None where it does not apply."""
        if (self.strip and not word.endswith(self.strip)) or (self.condition and not self.condition.search(word)):
            return None
        return word[: len(word) - len(self.strip)] + self.add


Analysis = tuple[str, tuple[str, ...], tuple[str, ...]]  # lemma, po:, is:
Tag = tuple[str, str, str, str, str, str, str]  # UPOS, gender, number, person, tense, mood, class


def main() -> None:
    """Write lexicon.marisa and lexicon.json into the French folder."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HUNSPELL
    forms = expand(folder / "fr.dic", suffixes(folder / "fr.aff"))
    tags: dict[Tag, int] = {}
    entries: set[tuple[str, bytes]] = set()
    # Sorted: the same dictionary gives the same bytes, whatever Python's hash seed.
    for form, analyses in sorted(forms.items()):
        for lemma, po, morphology in sorted(analyses):
            for tag in tags_of(po, morphology):
                number = tags.setdefault(tag, len(tags))
                entries.add((form, packed(form, lemma, number)))
    trie = marisa_trie.BytesTrie(sorted(entries), order=marisa_trie.LABEL_ORDER)
    trie.save(str(FRENCH / "lexicon.marisa"))
    (FRENCH / "lexicon.json").write_text(json.dumps({"tags": list(tags)}, ensure_ascii=False), "utf-8")
    size = (FRENCH / "lexicon.marisa").stat().st_size
    print(f"{len(forms)} forms, {len(entries)} entries, {len(tags)} tags, {size / 1e6:.1f} MB")


def suffixes(path: Path) -> dict[str, list[Suffix]]:
    """Read the suffix rules by flag; prefixes (elisions) are left to the tokens."""
    rules: dict[str, list[Suffix]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        parts = line.split()
        if len(parts) < 5 or parts[0] != "SFX" or (parts[2] in "YN" and parts[3].isdigit()):
            continue
        add = parts[3].split("/")[0]
        condition = None if parts[4] == "." else re.compile(f"(?:{parts[4]})$")
        strip, add = parts[2].replace("0", "", 1), "" if add == "0" else add
        rules[parts[1]].append(Suffix(strip, add, condition, tuple(parts[5:])))
    return rules


def expand(path: Path, rules: dict[str, list[Suffix]]) -> dict[str, set[Analysis]]:
    """Return every form of the dictionary with its analyses."""
    forms: dict[str, set[Analysis]] = defaultdict(set)
    for line in path.read_text("utf-8").splitlines()[1:]:
        parts = line.split()
        if not parts:
            continue
        word, _, flags = parts[0].partition("/")
        po, morphology = tagged(parts[1:], "po:"), tagged(parts[1:], "is:")
        lemma = (tagged(parts[1:], "st:") or (word,))[0]
        forms[word].add((lemma, po, morphology))
        for flag in (flags[i : i + 2] for i in range(0, len(flags), 2)):
            for rule in rules.get(flag, ()):
                form = rule.form(word)
                if form:
                    made = tagged(rule.tags, "is:") or morphology
                    forms[form].add((lemma, po + tagged(rule.tags, "po:"), made))
    return forms


def tagged(tags: Sequence[str], prefix: str) -> tuple[str, ...]:
    """Return the values of the tags of one kind."""
    return tuple(tag[3:] for tag in tags if tag.startswith(prefix))


def tags_of(po: tuple[str, ...], morphology: tuple[str, ...]) -> Iterator[Tag]:
    """Yield the tags of one analysis, each with its ambiguity class (what the tagger and parser see of it)."""
    first = po[0] if po else ""
    genders = [GENDERS[m] for m in morphology if m in GENDERS]
    gender = genders[0] if len(genders) == 1 else ""
    number = next((NUMBERS[m] for m in morphology if m in NUMBERS), "")
    if first[:1] == "v" and first[1:2].isdigit():
        yield from verb_tags(first, po[1:], gender, number)
        return
    mark = number[:1].lower() or "i"
    if first == "mg":
        detail = ".".join(sorted(po[1:]))[:14]
        for kind in po[1:]:
            upos = UPOS.get(kind) or ("DET" if kind.startswith("det") else "PRON" if kind.startswith("pro") else "X")
            yield (upos, gender, number, "", "", "", f"G{detail}")
        return
    for kind in po:
        upos = UPOS.get(kind)
        if not upos:
            continue
        klass = {"NOUN": f"N{mark}{gender[:1].lower()}", "ADJ": f"J{mark}", "ADV": "R", "PROPN": "P", "INTJ": "I"}
        yield (upos, gender, number, "", "", "", klass.get(upos, f"#{upos[:1]}"))


def verb_tags(kind: str, forms: tuple[str, ...], gender: str, number: str) -> Iterator[Tag]:
    """Yield a verb form's tags. The kind (v1_itnq__a …) says which complements the verb takes: n, q = a clause."""
    upos = "AUX" if kind.startswith("v0") else "VERB"
    stem = "A" if upos == "AUX" else "Q" if "n" in kind[3:7] or "q" in kind[3:7] else "V"
    moods = [TENSES[f] for f in forms if f in TENSES] or [("", "Inf")]
    persons = [f for f in forms if f[:1] in "123" and f[1:3] in {"sg", "pl"}] or [""]
    for tense, mood in moods:
        for person in persons:
            many = NUMBERS.get(person[1:3], number)
            tag = {"Inf": "inf", "Part": "pp" + many[:1].lower() if tense == "Past" else "ppr"}.get(mood)
            tag = tag or ("s" if mood == "Sub" else "m" if mood == "Imp" else "f") + person[:2]
            yield (upos, gender if mood == "Part" else "", many, person[:1], tense, mood, stem + tag)


def packed(form: str, lemma: str, tag: int) -> bytes:
    """Pack an entry: how much to cut off the form, the tag, what to add for the lemma."""
    common = 0
    while common < min(len(form), len(lemma)) and form[common] == lemma[common]:
        common += 1
    return bytes((len(form) - common,)) + tag.to_bytes(2, "big") + lemma[common:].encode()


if __name__ == "__main__":
    main()
