# SPDX-License-Identifier: Apache-2.0
"""``dementi evaluate``: how far does what is read agree with articles that an editor has put right?"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from dementi.commands.saying import complain, language
from dementi.errors import InputError
from dementi.evaluation import GoldArticle, lines, read_gold, score, scores_as_json
from dementi.messages import say_trouble
from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form, Reading

__all__ = ["evaluate"]


@click.command()
@click.argument("gold", nargs=1, type=click.Path(path_type=Path), metavar="GOLD")
@click.option("--json", "in_json", is_flag=True, help="One JSON object.")
def evaluate(gold: Path, in_json: bool) -> None:  # noqa: FBT001 (click passes flags so)
    """Read the articles of a folder of gold again and say how much is right."""
    articles, failed = _gold(gold)
    scores = score(_read(articles))
    if in_json:
        click.echo(scores_as_json(scores))
    else:
        for line in lines(scores, language()):
            click.echo(line)
    sys.exit(1 if failed or scores.missing or scores.other_text else 0)


def _gold(place: Path) -> tuple[list[GoldArticle], bool]:
    """Return the gold of a folder, or of one file, and whether something of it could not be read."""
    files = sorted(place.glob("*.json")) if place.is_dir() else [place]
    if not files:
        raise InputError("There is no file of gold (.json) in %(path)s.", path=place)
    articles, failed = [], False
    for file in files:
        try:
            articles.append(read_gold(file))
        except InputError as error:
            failed = True
            complain(say_trouble(error, language()))
    if not articles:
        sys.exit(1)
    return articles, failed


def _read(articles: Sequence[GoldArticle]) -> Iterator[tuple[GoldArticle, Reading | None]]:
    with Newsroom() as newsroom:
        for gold in articles:
            dispatch = Dispatch(id=gold.id, content=gold.text, form=Form.ARTICLE, published=gold.published)
            yield gold, newsroom.read(dispatch)
