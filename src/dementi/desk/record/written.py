# SPDX-License-Identifier: Apache-2.0
"""How is a reading kept as text? Whole, so that the same records come back."""

from __future__ import annotations

import json

from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from dementi.record import Findings, Link, Reading

__all__ = ["read_back", "write_down"]

_CONVERTER = Converter()
# What was read before scopes and places were is written again as it was.
_CONVERTER.register_unstructure_hook(
    Link, make_dict_unstructure_fn(Link, _CONVERTER, scope=override(omit_if_default=True))
)
_CONVERTER.register_unstructure_hook(
    Findings, make_dict_unstructure_fn(Findings, _CONVERTER, places=override(omit_if_default=True))
)


def write_down(reading: Reading) -> str:
    """Return a reading as JSON text."""
    return json.dumps(_CONVERTER.unstructure(reading), ensure_ascii=False)


def read_back(text: str) -> Reading:
    """Return the reading that was written down."""
    return _CONVERTER.structure(json.loads(text), Reading)
