# SPDX-License-Identifier: Apache-2.0
"""Statements have addresses, citations, exports and feeds; what is counted is what is taken away."""

import csv
import io
import json
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import etree

pytestmark = pytest.mark.browser

ATOM = "{http://www.w3.org/2005/Atom}"
QUERY = "/rechercher?q=d%C3%A9menti"


@pytest.fixture(scope="module")
def page(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def permalink(page, desk):
    """The address of a statement in direct words."""
    page.goto(f"{desk.url}/rechercher?q=coordination&genre=asserts")
    page.locator(".found a", has_text="Ouvrir au passage").first.click()
    page.wait_for_load_state()
    number = page.url.rpartition("#m")[2]
    page.locator(f"#d{number} details.why summary").first.click()
    page.locator(f"#d{number} details.why a").first.click()
    page.wait_for_load_state()
    return page.url


def get(page, url, **headers):
    return page.request.get(url, headers=headers, fail_on_status_code=False)


def counted(page):
    return int(page.locator(".tabs [aria-current]").inner_text().rpartition(" ")[2])


def test_a_statement_has_a_page_with_its_words_and_its_citation(page, desk, permalink):
    page.goto(permalink)
    words = page.locator("blockquote.what mark").first.inner_text()
    assert words
    assert words in page.locator(".cite").inner_text()
    assert permalink in page.locator(".cite").inner_text()
    page.get_by_role("link", name="Ouvrir au passage").click()
    page.wait_for_load_state()
    assert "#m" in page.url


def test_the_annotation_points_at_the_words_of_the_text(page, desk, permalink):
    found = get(page, f"{permalink}/annotation.jsonld").json()
    assert found["dementi:unit"] == "code points"
    for target in found["target"]:
        text = get(page, target["source"]).text()
        position, quote = target["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text.index(quote["prefix"] + quote["exact"] + quote["suffix"]) == position["start"] - len(
            quote["prefix"]
        )


def test_json_ld_names_the_article_and_never_a_verdict(page, desk, permalink):
    answer = get(page, f"{permalink}/declaration.jsonld")
    kinds = [each["@type"] for each in answer.json()["@graph"]]
    assert kinds[0] in {"Quotation", "Claim"}
    assert kinds[1] == "NewsArticle"
    assert "Review" not in answer.text()
    assert "atingV" not in answer.text()


def test_bibtex_is_one_entry_with_balanced_braces(page, desk, permalink):
    entry = get(page, f"{permalink}/citation.bib").text()
    assert entry.startswith("@article{dementi-")
    assert entry.count("{") == entry.count("}") > 3


@pytest.mark.parametrize("path", ["/inconnue", "/inconnue/citation.bib"])
def test_a_statement_that_is_none_is_not_found(page, desk, permalink, path):
    assert get(page, permalink.rpartition("/")[0] + path).status == 404


def test_a_form_that_is_none_is_not_found(page, desk, permalink):
    assert get(page, f"{permalink}/citation.exe").status == 404


@pytest.mark.parametrize("tab", ["declarations", "depeches"])
@pytest.mark.parametrize("narrowing", ["", "&genre=denies", "&media=Radio-Ostre"])
def test_what_is_counted_is_what_is_exported(page, desk, tab, narrowing):
    page.goto(f"{desk.url}{QUERY}&quoi={tab}{narrowing}")
    count = counted(page)
    links = dict.fromkeys(("CSV", "JSON Lines"), "")
    for name in links:
        links[name] = urljoin(page.url, page.get_by_role("link", name=name, exact=True).get_attribute("href"))
    rows = list(csv.reader(io.StringIO(get(page, links["CSV"]).text())))
    lines = get(page, links["JSON Lines"]).text().splitlines()
    assert len(rows) - 1 == len(lines) == count > 0
    assert [json.loads(line)["dispatch"] for line in lines] == [row[0] for row in rows[1:]]


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_a_list_is_a_feed_and_the_same_list_is_not_sent_twice(page, desk, form):
    address = f"{desk.url}/rechercher/flux.{form}?q=d%C3%A9menti"
    first = get(page, address)
    assert first.status == 200
    assert get(page, address, **{"If-None-Match": first.headers["etag"]}).status == 304
    if form == "json":
        entries = [item["url"] for item in first.json()["items"]]
    else:
        root = etree.fromstring(first.body())
        links = (f"{ATOM}entry/{ATOM}link",) if form == "atom" else ("channel/item/link",)
        entries = [link.get("href") or link.text for path in links for link in root.findall(path)]
    assert len(entries) == 20
    assert all(urlsplit(url).path.startswith("/depeches/") for url in entries)
    assert get(page, entries[0]).status == 200


def test_an_empty_feed_is_the_same_bytes_each_time(page, desk):
    address = f"{desk.url}/rechercher/flux.atom?q=motquenestnullepart"
    first = get(page, address)
    assert get(page, address, **{"If-None-Match": first.headers["etag"]}).status == 304


def test_the_latest_news_is_a_feed_that_the_page_names(page, desk):
    page.goto(desk.url)
    address = page.locator('link[rel="alternate"]').get_attribute("href")
    root = etree.fromstring(get(page, urljoin(desk.url, address)).body())
    titles = [title.text for title in root.findall(f"{ATOM}entry/{ATOM}title")]
    assert titles == page.locator(".wire h3").all_inner_texts()
    assert len(titles) > 10
