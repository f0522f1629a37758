# SPDX-License-Identifier: Apache-2.0
"""What does a language's trained pipeline say of a text? spaCy's components on our tokens and lexicon.

The tagger and the parser see each form's ambiguity class in the lexicon as spaCy's NORM. spaCy's own French class is not used: importing
it alone costs 2.6 s of CPU.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from spacy.attrs import NORM
from spacy.language import BaseDefaults, Language
from spacy.tokens import Doc
from spacy.util import registry

from dementi.language.lexicon import lexicon
from dementi.language.tokens import PLAIN, cutter

__all__ = ["language_class", "pipeline", "trees"]

#: A sentence may only end after one of these (or at a line's end): keeps the parser from cutting inside a clause.
ENDS = frozenset('.!?…»”")]:;') | {"..."}
#: Our languages' names among spaCy's: this before the folder's.
PREFIX = "dementi_"


class Tokens:
    """spaCy's tokenizer slot, filled with our own cutter."""

    def __init__(self, vocab: Any, language: str) -> None:  # noqa: ANN401 (spaCy's Vocab has no types)
        """Keep the vocabulary that documents are made with."""
        self.vocab = vocab
        self._cut = cutter(language).cut

    def __call__(self, text: str) -> Doc:
        """Return a document of the text's tokens; runs of white space count as one space."""
        offsets = self._cut(text)
        # The models have seen ' and - only: ’ and ‑ are shown to them so; offsets and forms stay the text's.
        words = [text[start:end].translate(PLAIN) for start, end in offsets]
        follows = [start for start, _ in offsets[1:]] + [len(text)]
        spaces = [end < after for (_, end), after in zip(offsets, follows, strict=True)]
        doc = Doc(self.vocab, words=words, spaces=spaces)
        for before, token in zip(words, list(doc)[1:], strict=False):
            if before not in ENDS:
                token.is_sent_start = False
        return doc

    def to_disk(self, _path: Path, **_: object) -> None:
        """Nothing to keep: the language's list is the tokenizer."""

    def from_disk(self, _path: Path, **_: object) -> Tokens:
        """Nothing to read."""
        return self

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to keep."""
        return b""

    def from_bytes(self, _kept: bytes, **_: object) -> Tokens:
        """Nothing to read."""
        return self


@registry.tokenizers("dementi.tokens.v1")  # type: ignore[untyped-decorator]
def _make_tokens() -> Any:  # noqa: ANN401 (spaCy calls what this returns with its Language)
    return lambda nlp: Tokens(nlp.vocab, nlp.lang.removeprefix(PREFIX))


@lru_cache(maxsize=4)
def language_class(language: str) -> type[Language]:
    """Return (and register with spaCy) the class of a language's pipelines, whose words carry their ambiguity class as NORM.

    Args:
        language: a folder of ``dementi/language`` that has a lexicon.

    Raises:
        FileNotFoundError: it has none.
    """
    words = lexicon(language)
    getters = BaseDefaults.lex_attr_getters | {NORM: words.ambiguity_class}
    defaults = type("Defaults", (BaseDefaults,), {"lex_attr_getters": getters})
    made: type[Language] = type(f"Language_{language}", (Language,), {"lang": PREFIX + language, "Defaults": defaults})
    registry.languages.register(PREFIX + language, func=made)
    return made


@lru_cache(maxsize=2)
def pipeline(language: str) -> Language:
    """Return the trained pipeline of a language.

    Raises:
        FileNotFoundError: the language has none.
    """
    from spacy import util

    folder = Path(str(files("dementi.language").joinpath(language, "model")))
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    language_class(language)
    return on_one_core(util.load_model_from_path(folder))


def on_one_core(nlp: Language) -> Language:
    """Return the pipeline with numpy's own products (OpenBLAS) instead of BLIS', on one thread: 1.6 times as many tokens a second.

    The matrices are small: more threads would only wait for each other, and the desk reads one dispatch per process.
    """
    from thinc.api import NumpyOps
    from threadpoolctl import threadpool_limits

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        for layer in component.model.walk():  # type: ignore[attr-defined]
            layer.ops = ops
    threadpool_limits(limits=1, user_api="blas")
    return nlp


def trees(texts: list[str], language: str) -> Iterator[Doc]:
    """Yield a parsed document for each text (a line, without line ends)."""
    nlp = pipeline(language)
    yield from nlp.pipe(texts, batch_size=64)
