# SPDX-License-Identifier: Apache-2.0
"""Copies are folded and each opens; a story shows the parties face to face, and every word leads to its place."""

import re
from itertools import takewhile
from urllib.parse import urljoin

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def number(locator) -> int:
    """The number that stands first in the words of an element."""
    return int("".join(takewhile(str.isdigit, locator.inner_text())))


def test_copies_are_folded_under_the_earliest_and_each_opens(page, desk):
    page.goto(desk.url)
    fold = page.locator(".copies").first
    count = number(fold.locator("summary"))
    assert fold.locator("li").count() == count > 0
    assert not fold.locator("li").first.is_visible()
    fold.locator("summary").click()
    outlet = fold.locator("li a").first.inner_text()
    fold.locator("li a").first.click()
    page.wait_for_load_state()
    assert outlet in page.locator(".source").inner_text()
    # From the copy the way leads back to the others.
    assert page.locator(".copies li").count() == count


def test_no_dispatch_is_lost_by_folding(page, desk):
    page.goto(desk.url)
    all_count = int(page.locator(".facets li", has_text="Toutes les dépêches").locator("span").nth(1).inner_text())
    assert page.locator(".wire > li, .copies li").count() == all_count == 24


def test_a_contested_matter_shows_both_parties_and_every_word_leads_to_its_place(page, desk):
    page.goto(f"{desk.url}/face-a-face")
    page.locator(".matters a[href^='/face-a-face/']").first.click()
    page.wait_for_load_state()
    bouts = page.locator("#faces .bout")
    assert bouts.count() >= 1
    first = bouts.first
    claims, answers = first.locator("> div").nth(0), first.locator("> div").nth(1)
    assert claims.locator("blockquote").count() >= 1
    assert answers.locator("blockquote").count() >= 1
    assert claims.locator(".from b").first.inner_text() != answers.locator(".from b").first.inner_text()
    links = page.locator(".from a")
    addresses = {urljoin(desk.url, links.nth(n).get_attribute("href")) for n in range(min(links.count(), 8))}
    for address in addresses:
        page.goto(address)
        assert page.locator(f"#{address.rpartition('#')[2]}").count() == 1


def test_a_story_counts_its_dispatches_as_its_chronology_shows_them(page, desk):
    page.goto(f"{desk.url}/face-a-face")
    page.locator(".matters a[href^='/face-a-face/']").first.click()
    page.wait_for_load_state()
    total = number(page.locator(".source span").first)
    copies = [int(n) for n in re.findall(r"(\d+) reprises?", page.locator(".steps").inner_text())]
    assert page.locator(".steps li").count() + sum(copies) == total


def hrefs(page, selector):
    return page.locator(selector).evaluate_all("links => links.map(link => link.href)")


def test_an_article_names_its_story_and_what_other_dispatches_answer(page, desk):
    page.goto(f"{desk.url}/face-a-face")
    answered = []
    for story in hrefs(page, ".matters a[href*='/face-a-face/']"):
        page.goto(story)
        name = page.get_by_role("heading", level=1).inner_text()
        for step in hrefs(page, ".steps a"):
            page.goto(step)
            assert page.locator(".trail a").last.inner_text().split() == name.split()
            answered += hrefs(page, ".reply a[href^='/depeches/']")
    assert answered
    page.goto(answered[0])
    assert page.locator(f"#{answered[0].rpartition('#')[2]}").count() == 1


@pytest.mark.parametrize("path", ["/face-a-face/nulle", "/face-a-face/nulle/chiffres/0"])
def test_a_story_that_is_none_is_not_found(page, desk, path):
    assert page.goto(desk.url + path).status == 404
