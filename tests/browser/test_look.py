# SPDX-License-Identifier: Apache-2.0
"""Every page, light and dark, at a desk and on a telephone: no fault for axe-core, nothing wider than the screen."""

import json
import subprocess
import sys

import pytest

from dementi.messages import LANGUAGES

pytestmark = pytest.mark.browser

PAGES = (
    *("latest", "article", "search", "statements", "speaking", "statement", "people", "person"),
    *("stories", "story", "figures", "series", "add", "sources", "versions", "missing"),
)
WIDTHS = (1280, 360)
#: A feed of nobody's; it is paused before it can be asked.
LIST = b"<opml><body><outline text='Le Quai de Marvelle' xmlUrl='https://quai.invalid/flux'/></body></opml>"


def _changed(folder):
    """Put two versions of a dispatch on the desk; return its address."""
    texts = (
        "Le quai ferme\n\n« Tout est dit », a affirm\u00e9 Ina Morel.",
        "Le quai ferme\n\n« Rien n'est dit », a affirm\u00e9 Ina Morel.",
    )
    lines = "\n".join(json.dumps({"id": "v", "text": text, "url": "https://quai.invalid/ferme"}) for text in texts)
    command = [sys.executable, "-m", "dementi.cli", "add", "-", "--data", str(folder)]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, check=True)  # noqa: S603 (our own command)
    return f"/depeches/{done.stdout.decode().split()[0]}"


@pytest.fixture(scope="module")
def addresses(browser, desk):
    """Each page by its name; the article, the speaker are the first that the desk shows."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{desk.url}/?nature=contestees")
    article = page.locator(".wire h3 a").first.get_attribute("href")
    page.goto(f"{desk.url}/face-a-face")
    story = page.locator(".matters a[href^='/face-a-face/']").first.get_attribute("href")
    page.goto(f"{desk.url}/chiffres")
    series = page.locator(".matters a").first.get_attribute("href")
    page.goto(desk.url + article)
    statement = page.locator("details.why dd a").first.get_attribute("href")
    page.goto(f"{desk.url}/personnes")
    person = page.locator(".people tbody a").first.get_attribute("href")
    page.goto(f"{desk.url}/sources")
    page.locator("#file").set_input_files({"name": "l.opml", "mimeType": "text/x-opml", "buffer": LIST})
    page.get_by_role("button", name="Suivre toute la liste").click()
    page.get_by_role("button", name="Suspendre").first.click()
    context.close()
    return {
        "latest": "/",
        "article": article,
        "search": "/rechercher?q=d%C3%A9menti&quoi=depeches",
        "statements": "/rechercher?q=d%C3%A9menti",
        "people": "/personnes",
        "statement": statement,
        "stories": "/face-a-face",
        "story": story,
        "figures": "/chiffres",
        "series": series,
        "speaking": "/rechercher?q=d%C3%A9menti&quoi=personnes&genre=denies",
        "person": person,
        "add": "/ajouter",
        "sources": "/sources",
        "versions": f"{_changed(desk.folder)}/versions",
        "missing": "/nulle-part",
    }


@pytest.fixture(scope="module", params=[(scheme, width) for scheme in ("light", "dark") for width in WIDTHS], ids=str)
def screen(request, browser):
    scheme, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    yield context.new_page(), scheme, width
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_fault(screen, desk, addresses, name, screenshots):
    from axe_playwright_python.sync_playwright import Axe

    page, scheme, width = screen
    page.goto(desk.url + addresses[name])
    page.screenshot(path=screenshots / f"{name}-{width}-{scheme}.png", full_page=True)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_good_in_english(browser, desk, addresses, name):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "dementi_language", "value": LANGUAGES[1], "url": desk.url}])
    page = context.new_page()
    page.goto(desk.url + addresses[name])
    assert page.locator("html").get_attribute("lang") == LANGUAGES[1]
    found = Axe().run(page)
    context.close()
    assert found.violations_count == 0, found.generate_report()


def test_an_article_works_without_any_script(browser, desk, addresses):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk.url + addresses["article"])
    page.locator("details.why summary").first.click()
    assert page.locator("details.why[open] dl").count() == 1
    page.locator("a.call").first.click()
    assert "#d" in page.url
    context.close()


def test_on_paper_every_reason_is_unfolded_and_no_control_is_left(browser, desk, addresses):
    context = browser.new_context()
    page = context.new_page()
    page.goto(desk.url + addresses["article"])
    page.emulate_media(media="print")
    assert page.locator("details.why dl").first.is_visible()
    assert not page.locator(".rooms").is_visible()
    context.close()


def test_the_check_of_a_page_can_fail(browser):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context()
    page = context.new_page()
    page.set_content("<!DOCTYPE html><html><head><title></title></head><body><img src='x'></body></html>")
    assert Axe().run(page).violations_count > 0
    context.close()
