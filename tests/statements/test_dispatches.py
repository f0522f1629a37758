# SPDX-License-Identifier: Apache-2.0
"""How much is found in whole dispatches in the manner of agencies? Invented; the rules were mended on them after their first figure."""

from pathlib import Path

import pytest
from tests.statements.weighed import weigh

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("file", "found", "more", "whole", "stance"),
    [("dispatches.toml", 122, 10, 113, 112), ("dispatches_second.toml", 91, 6, 82, 90)],
)
def test_dispatches_are_read_as_carefully_as_before(file: str, found: int, more: int, whole: int, stance: int) -> None:
    figures = weigh(HERE / file)
    assert figures.found >= found, figures.faults
    assert figures.said - figures.found <= more, figures.faults
    assert figures.whole >= whole, figures.faults
    assert figures.stance >= stance, figures.faults


def test_a_dispatch_without_statements_gives_no_figures(tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(
        '[[dispatch]]\nsubject = "s"\npublished = "2024-01-01"\ntext = """Titre\n\nLe pont tient."""\n'
        'statements = [{ content = "Le pont tient", speaker = "port" }]\n',
        "utf-8",
    )
    figures = weigh(tmp_path / "d.toml")
    assert (figures.gold, figures.said, figures.found) == (1, 0, 0)
