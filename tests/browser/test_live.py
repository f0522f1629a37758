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
    seen = page.locator(".wire > li", has_text=before[1].split(chr(10))[0]).first
    place = seen.bounding_box()["y"]
    page.locator(".fresh a", has_text="Les afficher").evaluate("link => link.click()")
    expect(page.locator(".wire h3")).to_have_count(len(before) + 2)
    assert seen.bounding_box()["y"] == pytest.approx(place, abs=60)
    expect(told).to_have_text("Elles sont affichées.")


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


def test_the_sheet_of_keys_opens_by_its_key_and_by_a_button(page, desk):
    page.goto(desk.url)
    sheet = page.get_by_role("dialog", name="Touches")
    page.keyboard.press("?")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.get_by_role("button", name="Touches").click()
    expect(sheet).to_be_visible()


def test_names_come_below_the_field_as_one_types_and_lead_on(page, desk):
    page.goto(f"{desk.url}/rechercher")
    page.locator("#q").press_sequentially("vasar")
    name = page.locator(".suggestions a", has_text="Hélène Vasarny")
    expect(name).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent").startswith("Hélène Vasarny")
    page.keyboard.press("Escape")
    expect(name).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "q"
    page.locator("#q").press_sequentially("n")
    name.click()
    expect(page.locator("h2.count")).to_contain_text("déclaration")
    assert page.locator("#q").input_value() == 'qui:"Hélène Vasarny"'


def test_pages_of_a_saved_search_are_open_to_all(page, desk):
    from axe_playwright_python.sync_playwright import Axe

    page.goto(f"{desk.url}/rechercher?q=qui:arm%C3%A9e+avant:hier")
    pages = [Axe().run(page)]
    page.locator("details.save summary").click()
    page.locator("details.save button").click()
    page.wait_for_url("**/recherches/*")
    page.locator("#webhook").fill("https://recepteur.invalid/alertes")
    page.locator("form.hand button").click()
    page.wait_for_url("**fait=changee")
    pages.append(Axe().run(page))
    page.goto(f"{desk.url}/recherches")
    pages.append(Axe().run(page))
    assert [found.response["violations"] for found in pages] == [[], [], []]
