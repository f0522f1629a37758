# SPDX-License-Identifier: Apache-2.0
"""The days of a dispatch as it writes them: published, modified, neither; nothing is completed, nothing guessed. All invented."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi.reading import read
from dementi.reading.days import find_days
from dementi.reading.imprint import imprint_of
from dementi.reading.published import iso
from dementi.record import Dispatch, Form

NOON, LATER = "2026-03-12T19:09", "2026-03-13T08:15"

LINES: list[tuple[str, str | None, str | None]] = [
    ("Publié le 12 mars 2026 à 19h09", NOON, None),
    ("Publié le 12 mars 2026 à 19 h 09", NOON, None),
    ("Publié le 12/03/2026 à 19:09", NOON, None),
    ("Publié le 12-03-2026 à 19h09", NOON, None),
    ("Publié : 12 mars 2026, 19h09", NOON, None),
    ("PUBLIÉ LE 12 MARS 2026 À 19H09", NOON, None),
    ("Article publié le 12 mars 2026", "2026-03-12", None),
    ("Créé le 12/03/2026 à 19:09", NOON, None),
    ("Première publication : 12/03/2026 - 19:09", NOON, None),
    ("Posté le 12 mars 2026 à 19:09 par Jeanne Morel", NOON, None),
    ("Par Jeanne Morel, le 12 mars 2026 à 19h09", NOON, None),
    ("Jeanne Morel | 12/03/2026 | 19:09", NOON, None),
    ("12 mars 2026 à 19:09", NOON, None),
    ("Temps de lecture : 3 min - 12 mars 2026 19:09", NOON, None),
    ("Publié le 12/03/2026 19:09 | Mis à jour le 13/03/2026 08:15", NOON, LATER),
    ("Publié le jeudi 12 mars 2026 à 19h09 - Mis à jour le vendredi 13 mars 2026 à 8h15", NOON, LATER),
    ("Mis à jour le 13 mars 2026 à 8h15. Publié le 12 mars 2026 à 19h09", NOON, LATER),
    ("Le 12 mars 2026 à 19h09, modifié le 13 mars 2026 à 08h15", NOON, LATER),
    ("Mis à jour le 13/03/2026 à 08h15", None, LATER),
    ("MAJ le 13/03/2026 à 08:15", None, LATER),
    ("Publié le 12 mars 2026 à 19h09 CET", f"{NOON}+01:00", None),
    ("Publié le 12 mars 2026 à 19h09 (GMT)", f"{NOON}Z", None),
    ("2026-03-12T19:09:00+01:00", f"{NOON}:00+01:00", None),
    ("Published March 12, 2026 7:09 PM", NOON, None),
    ("Published 12 March 2026, 19:09 GMT", f"{NOON}Z", None),
    ("Updated Mar. 13, 2026, 8:15 a.m.", None, LATER),
    ("Publié le 12 mars à 19h09", None, None),
    ("Publié hier à 12h05", None, None),
    ("Publié il y a 2 heures", None, None),
    ("Publié aujourd'hui à 19h09", None, None),
    ("12 mars 2026", None, None),
    ("Publié le 32 mars 2026", None, None),
    ("Published February 30, 2026", None, None),
    ("Le conseil du 12 mars 2026 a voté le budget.", None, None),
    ("Le rapport publié le 12 mars 2026 à 19h09 fait débat.", None, None),
]


@pytest.mark.parametrize(("line", "published", "modified"), LINES)
def test_a_line_of_imprint_says_when(line: str, published: str | None, modified: str | None) -> None:
    found = imprint_of([line], [])
    assert (found.published, found.modified) == (published, modified)


BODY = (
    "Le port d’Aubemont a rouvert lundi après la tempête, a annoncé la capitainerie dans un communiqué publié mardi matin.\n"
    "« Nous avons sauvé l’essentiel », a déclaré le maire, qui salue le travail des marins et des ouvriers de la digue.\n"
    "La digue avait été consolidée le 3 mai 2019 à 8h30, après une première alerte, selon les services du gouvernement."
)


@pytest.mark.parametrize(("line", "published", "modified"), [case for case in LINES if case[1] or case[2]])
def test_a_dump_and_a_page_say_so_too(line: str, published: str | None, modified: str | None) -> None:
    dump, _ = read(
        Dispatch(id="d", content=f"Accueil\nMenu\nLe port d’Aubemont rouvre\n{line}\n{BODY}", form=Form.DUMP)
    )
    assert (dump.published, dump.modified) == (published, modified)
    assert line not in dump.text
    words = "".join(f"<p>{p}</p>" for p in BODY.split("\n"))
    page = (
        f"<html lang=fr><h1>Le port d’Aubemont rouvre</h1><div class=meta>{line}</div><article>{words}</article></html>"
    )
    article, _ = read(Dispatch(id="d", content=page, form=Form.PAGE))
    assert (article.published, article.modified) == (published, modified)


def test_an_undated_dispatch_stays_undated() -> None:
    dump, _ = read(Dispatch(id="d", content=f"Accueil\nMenu\nLe port d’Aubemont rouvre\n{BODY}", form=Form.DUMP))
    assert (dump.published, dump.modified) == (None, None)


@pytest.mark.parametrize("written", ["0001-01-01T00:00:00Z", "0000-00-00", "1599-12-31"])
def test_what_machines_write_for_no_date_is_none(written: str) -> None:
    assert iso(written) is None


@given(st.text(max_size=200))
def test_a_day_stands_where_it_says(line: str) -> None:
    last = 0
    for day in find_days(line):
        assert last <= day.start < day.end <= len(line)
        assert iso(day.when) == day.when
        last = day.end


@pytest.mark.parametrize(
    "flood", ["12/03/2026 ", "2026-03-12T19:09", "march 12, 2026 ", "1 ", "Publié le ", "12-03-", "| "]
)
def test_a_flood_of_days_costs_little(flood: str) -> None:
    began = time.process_time()
    find_days((flood * 100_000)[:100_000])
    imprint_of([(flood * 200)[:160]] * 20, [])
    assert time.process_time() - began < 2.0
