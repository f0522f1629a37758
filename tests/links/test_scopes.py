# SPDX-License-Identifier: Apache-2.0
"""What a denial denies is told by its own words, or is not known. Invented."""

from __future__ import annotations

import pytest

from dementi.language import analyse, word_list
from dementi.links.across import Reported, find_links_across
from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form, Link, Reading, Relation, Scope


def read(name: str, body: str, day: str = "2031-03-09") -> Reading:
    with Newsroom() as newsroom:
        return newsroom.read(
            Dispatch(id=name, content=f"Nouvelles du port\n\n{body}", form=Form.ARTICLE, published=day)
        )


def denials(sentence: str) -> list[Link]:
    return [link for link in read("essai", sentence).links if link.relation is Relation.DENIES]


def sentences(which: str) -> list[tuple[str, str]]:
    return [(name, sentence) for name, entry in word_list("fr", "scopes").items() for sentence in entry[which]]


@pytest.mark.parametrize(("scope", "sentence"), sentences("yes"))
def test_a_denial_has_the_scope_that_its_words_tell(scope: str, sentence: str) -> None:
    assert [link.scope for link in denials(sentence)] == [Scope(scope)]


@pytest.mark.parametrize(("scope", "sentence"), sentences("no"))
def test_and_no_scope_that_they_do_not_tell(scope: str, sentence: str) -> None:
    found = denials(sentence)
    assert found != []
    assert Scope(scope) not in [link.scope for link in found]


def test_every_scope_has_its_sentences() -> None:
    assert set(word_list("fr", "scopes")) == {scope.value for scope in Scope}


def test_what_confirms_denies_nothing() -> None:
    links = read("essai", "La mairie affirme que le port a vendu le pont. Le port a confirmé la vente du pont.").links
    assert [(link.relation, link.scope) for link in links] == [(Relation.CONFIRMS, None)]


def test_a_denial_in_another_dispatch_has_its_scope_too() -> None:
    there = read("avant", "La mairie accuse le port d'avoir vendu le pont du bac à Tersane.", "2031-03-08")
    here = read("apres", "Le port a démenti avoir vendu le pont du bac à Tersane, dont parle la mairie.")
    reported = [
        Reported(id=r.id, article=r.article, analysis=analyse(r.article.text), findings=r.findings, links=r.links)
        for r in (there, here)
        if r.article is not None
    ]
    links = find_links_across(reported, [["avant", "apres"]])
    assert [(link.relation, link.scope) for link in links] == [(Relation.DENIES, Scope.FACT)]
