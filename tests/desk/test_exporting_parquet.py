# SPDX-License-Identifier: Apache-2.0
"""The record goes out as Parquet too: as many rows as readings, and in them what jsonl says; no cell of CSV runs in a spreadsheet."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dementi.desk.table import csv_line

ARTICLE = """Castelnoir : l'armée valmarienne annonce des tirs, Tersane dément

L'armée valmarienne a annoncé lundi avoir visé quatre dépôts près de Castelnoir. « Les tirs étaient justes », a dit Ina Morel.
"""


def dementi(*words: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "dementi.cli", *map(str, words)]
    return subprocess.run(command, capture_output=True, check=False)  # noqa: S603 (our own command)


def test_the_rows_of_parquet_are_the_lines_of_jsonl(tmp_path: Path) -> None:
    (tmp_path / "tirs.txt").write_text(ARTICLE)
    (tmp_path / "vide.txt").write_text("")
    dementi(
        "add", "--data", tmp_path / "desk", "--published", "2026-03-09", tmp_path / "tirs.txt", tmp_path / "vide.txt"
    )
    done = dementi("export", "--data", tmp_path / "desk", "--format", "parquet")
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in dementi("export", "--data", tmp_path / "desk").stdout.splitlines()]
    rows = pq.read_table(io.BytesIO(done.stdout)).to_pylist()
    assert [row["id"] for row in rows] == [line["id"] for line in lines]
    assert len(rows) == 2
    for row, line in zip(rows, lines, strict=True):
        assert row["statements"] == line["statements"]
        assert row["troubles"] == line["troubles"]
        assert row["text"] == (line["article"] or {"text": None})["text"]
    assert sum(len(row["statements"]) for row in rows) >= 2


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_csv_is_a_formula(cell: str) -> None:
    (row,) = csv.reader(io.StringIO(csv_line(["avant", cell]), newline=""))
    assert row == ["avant", f"'{cell}"]
