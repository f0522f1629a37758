# SPDX-License-Identifier: Apache-2.0
"""A desk is closed, somebody is invited, comes in on a telephone, marks under their name, and stands in the journal."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PASSWORD = "neuf ponts sur la Sorve"
TEXT = "Le pont de Marvelle rouvre\n\n« Le pont tient », a déclaré la ministre Ina Morel."


@pytest.fixture
def screens(browser):
    opened = [browser.new_context(viewport={"width": width, "height": 900}) for width in (1280, 360)]
    yield [context.new_page() for context in opened]
    for context in opened:
        context.close()


def looked_at(page) -> None:
    """A page has no fault that axe finds, and is no wider than its screen."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def press(page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def fill(page, **typed: str) -> None:
    for field, value in typed.items():
        page.locator(f"#{field}").fill(value)


def code_of(desk) -> str:
    """What the machine's terminal gives for the first account."""
    command = [sys.executable, "-m", "dementi.cli", "accounts", "code", "--data", str(desk.folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 (our own command)
    return said.split()[0]


def test_a_newsroom_takes_its_desk(empty_desk, screens):
    large, small = screens
    large.goto(f"{empty_desk.url}/comptes")
    large.get_by_role("link", name=re.compile("Fermer le bureau")).click()
    large.wait_for_load_state()
    looked_at(large)
    fill(large, code=code_of(empty_desk), name="Nora Hamel", password=PASSWORD, again=PASSWORD)
    press(large, "Fermer le bureau")
    expect(large.locator(".me")).to_contain_text("Nora Hamel")
    large.locator("#role").select_option("editor")
    press(large, "Créer un lien")
    looked_at(large)
    small.goto(large.locator(".given code").inner_text())
    looked_at(small)
    fill(small, name="Émile Tardif", password=PASSWORD, again=PASSWORD)
    press(small, "Créer le compte")
    press(small, "Se déconnecter")
    small.goto(f"{empty_desk.url}/ajouter")
    looked_at(small)
    fill(small, name="émile tardif", password=PASSWORD)
    press(small, "Se connecter")
    assert small.url == f"{empty_desk.url}/ajouter"
    fill(small, text=TEXT)
    press(small, "Ajouter ce texte")
    small.locator(".hands > summary").click()
    fill(small, words="Le pont tient")
    press(small, "Ajouter cette déclaration")
    looked_at(small)
    expect(small.locator(".hands")).to_contain_text("par Émile Tardif")
    large.goto(f"{empty_desk.url}/journal")
    looked_at(large)
    first = large.locator(".journal li").first
    expect(first).to_contain_text("Émile Tardif a ajouté une déclaration")
    small.goto(f"{empty_desk.url}/journal")
    expect(small.get_by_role("heading", level=1)).to_have_text("Accès refusé")
