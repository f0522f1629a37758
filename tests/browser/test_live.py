# SPDX-License-Identifier: Apache-2.0
"""The list tells what has come in and stays where its reader is; keys walk it; without a script nothing is missing."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ARTICLES = (
    "Castelnoir : un convoi est passé\n\nLe préfet de l'Ostre a annoncé lundi qu'un convoi de vivres était passé.\n",
    "Tersane : la régate est remise\n\n« Le vent manque », a expliqué Ina Morel, qui dirige le club de voile.\n",
)


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 600})
    yield context.new_page()
    context.close()


def add(desk, article):
    command = [sys.executable, "-m", "dementi.cli", "add", "--data", str(desk.folder), "-"]
    subprocess.run(command, input=article.encode(), check=True, capture_output=True)  # noqa: S603


def test_what_comes_in_is_told_and_nothing_moves_until_it_is_asked_for(page, desk):
    page.goto(desk.url)
    page.mouse.wheel(0, 400)
    page.wait_for_function("window.scrollY > 0")
    before, top = page.locator(".wire h3").all_inner_texts(), page.evaluate("window.scrollY")
    told = page.locator(".fresh p")
    assert told.inner_text() == ""
    for article in ARTICLES:
        add(desk, article)
    expect(told).to_contain_text("2 dépêches sont arrivées depuis", timeout=30_000)
    assert page.locator(".wire h3").all_inner_texts() == before
    assert page.evaluate("window.scrollY") == pytest.approx(top, abs=60)
    page.locator(".fresh a", has_text="Les afficher").click()
    page.wait_for_load_state()
    assert len(page.locator(".wire h3").all_inner_texts()) == len(before) + 2
    assert page.locator(".fresh p").inner_text() == ""


def test_keys_walk_the_list_and_open(page, desk):
    page.goto(desk.url)
    titles = page.locator(".wire h3 a").all_inner_texts()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.innerText") == titles[1]
    page.keyboard.press("o")
    page.wait_for_url("**/depeches/*")
    assert page.get_by_role("heading", level=1).inner_text().replace("\n", " ")[:10] == titles[1][:10]


def test_a_slash_goes_to_the_field_where_letters_are_letters(page, desk):
    page.goto(desk.url)
    page.keyboard.press("/")
    page.keyboard.type("jok?")
    assert page.locator("#q").input_value() == "jok?"
    assert page.url == f"{desk.url}/"


def test_the_letters_can_be_turned_off(page, desk):
    page.goto(desk.url)
    page.keyboard.press("?")
    page.locator("#keys-off").check()
    page.get_by_role("button", name="Fermer").click()
    page.wait_for_load_state()
    page.goto(desk.url)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
