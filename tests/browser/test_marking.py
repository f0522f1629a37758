# SPDX-License-Identifier: Apache-2.0
"""A reader keeps, sets aside, corrects and adds; signs it; takes it back; what was found stays on record."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def dispatch(page, desk):
    """The first contested dispatch, opened."""
    page.goto(f"{desk.url}/?nature=contestees")
    page.locator(".wire h3 a").first.click()
    page.wait_for_load_state()
    return page.url.partition("?")[0]


def count(page):
    return page.locator(".pair").count()


def open_first_statement(page):
    page.locator("details.why summary").first.click()
    page.locator("details.why dd a").first.click()
    page.wait_for_load_state()


def test_a_statement_is_set_aside_with_a_name_and_taken_back(page, dispatch):
    before = count(page)
    open_first_statement(page)
    words = page.locator("blockquote.what").inner_text()
    page.locator("#who").fill("Ina Morel")
    page.get_by_role("button", name="Écarter").click()
    page.wait_for_load_state()
    assert page.locator("[role=status]").first.inner_text().startswith("C’est au dossier")
    assert count(page) == before - 1
    line = page.locator(".hands li").first
    assert "Écartée par Ina Morel" in line.inner_text()
    assert line.locator(".serif").inner_text()[:20] in words
    line.get_by_role("button", name="Annuler").click()
    page.wait_for_load_state()
    assert count(page) == before
    assert page.locator(".hands li").count() == 0


def test_another_speaker_stands_in_the_margin_with_who_said_so(page, dispatch):
    open_first_statement(page)
    page.get_by_label("Qui parle").fill("Colonel Idris Maubert")
    # The name under which a reader signs is typed once.
    assert page.locator("#who").input_value() == "Ina Morel"
    page.get_by_role("button", name="Changer").click()
    page.wait_for_load_state()
    margin = page.locator(".pair").first.inner_text()
    assert "Colonel Idris Maubert" in margin
    assert "locuteur changé par Ina Morel" in margin
    page.locator(".hands li").first.get_by_role("button", name="Annuler").click()
    page.wait_for_load_state()


def test_a_missed_statement_is_added_by_its_words(page, dispatch):
    before = count(page)
    words = page.request.get(f"{dispatch}/texte").text().strip()[-40:].strip()
    page.locator(".hands").evaluate("details => { details.open = true }")
    form = page.locator(".hands form.hand")
    form.locator("textarea").fill(words)
    form.get_by_label("Votre nom").fill("Ina Morel")
    form.get_by_role("button", name="Ajouter cette déclaration").click()
    page.wait_for_load_state()
    assert count(page) == before + 1
    assert words in page.locator(".hands li").first.inner_text()
    page.locator(".hands li").first.get_by_role("button", name="Annuler").click()
    page.wait_for_load_state()
    assert count(page) == before


def test_words_that_are_not_there_are_refused_in_plain_words(page, dispatch):
    page.locator(".hands").evaluate("details => { details.open = true }")
    form = page.locator(".hands form.hand")
    form.locator("textarea").fill("des mots qui ne sont nulle part")
    form.get_by_label("Votre nom").fill("Ina Morel")
    form.get_by_role("button", name="Ajouter cette déclaration").click()
    page.wait_for_load_state()
    assert "exactement une fois" in page.locator("main").inner_text()
