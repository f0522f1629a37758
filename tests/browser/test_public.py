# SPDX-License-Identifier: Apache-2.0
"""The public site as a visitor sees it: no fault for axe-core, nothing wider than the screen, no script, light pages, in both languages."""

import pytest

from dementi.messages import LANGUAGES

pytestmark = pytest.mark.browser

#: Width, colours and language: at a desk by day, on a telephone at night.
SCREENS = ((1280, "light", LANGUAGES[0]), (360, "dark", LANGUAGES[1]))
HEAVIEST = 100_000


@pytest.fixture(scope="module")
def site(tmp_path_factory, request):
    from tests.browser.conftest import running

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMENTI_PUBLIC", "yes")
        patch.setenv("DEMENTI_CONTACT", "donnees@quai.example")
        yield from running(tmp_path_factory.mktemp("public") / "desk", "--examples")


@pytest.fixture(scope="module")
def addresses(browser, site):
    """One of each page of the public site, and the desk's pages on notes."""
    page = browser.new_page()
    page.goto(f"{site.url}/public/")
    dispatch = page.locator(".wire h3 a").first.get_attribute("href")
    page.goto(f"{site.url}{dispatch}")
    statement = page.locator("a[href*='/declarations/']").first.get_attribute("href")
    person = page.locator("a[href^='/public/personnes/']").first.get_attribute("href")
    page.goto(f"{site.url}/public/face-a-face")
    story = page.locator("a[href^='/public/face-a-face/']").first.get_attribute("href")
    page.goto(f"{site.url}{statement}/reponse")
    page.locator("#who").fill("Ina Morel")
    page.locator("#text").fill("Le quai rouvre en mars.")
    page.get_by_role("button", name="Envoyer à la rédaction").click()
    assert page.get_by_role("status").is_visible()
    page.close()
    return {
        "public-latest": "/public/",
        "public-dispatch": dispatch,
        "public-statement": statement,
        "public-person": person,
        "public-stories": "/public/face-a-face",
        "public-story": story,
        "public-people": "/public/personnes",
        "public-search": "/public/rechercher?q=barrage",
        "public-reply": f"{statement}/reponse",
        "public-missing": "/public/nulle-part",
        "personal": "/donnees-personnelles",
        "requests": "/demandes",
        "statement-notes": statement.removeprefix("/public"),
        "notes": dispatch.removeprefix("/public") + "/notes",
    }


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_no_page_has_a_fault(browser, site, addresses, screenshots, screen):
    from axe_playwright_python.sync_playwright import Axe

    width, scheme, language = screen
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.add_cookies([{"name": "dementi_language", "value": language, "url": site.url}])
    page, faults = context.new_page(), {}
    for name, address in addresses.items():
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(site.url + address)
        page.screenshot(path=screenshots / f"{name}-{width}-{scheme}-{language}.png", full_page=True)
        found = Axe().run(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        elsewhere = [url for url in asked if not url.startswith(site.url)]
        if found.violations_count or wide > width or elsewhere:
            faults[name] = (found.generate_report() if found.violations_count else "", wide, elsewhere)
    context.close()
    assert faults == {}


def test_a_public_page_is_light_and_needs_no_script(browser, site, addresses):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.setdefault(answer.url, len(answer.body())))
    page.goto(site.url + addresses["public-dispatch"])
    page.wait_for_load_state()
    assert sum(sizes.values()) < HEAVIEST
    assert page.locator("script").count() == 0
    page.get_by_role("link", name="Droit de réponse").click()
    assert page.get_by_role("button", name="Envoyer à la rédaction").is_visible()
    context.close()
