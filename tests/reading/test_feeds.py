# SPDX-License-Identifier: Apache-2.0
"""Feeds of every dialect, whole and broken, of invented outlets: what they say is read, what they do not say stays unknown."""

import json
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi.errors import ReadingError
from dementi.reading import read
from dementi.reading.encoding import normalise
from dementi.reading.feeds import Entry, NotAFeedError, read_feed
from dementi.reading.feeds.discovery import named_feeds
from dementi.reading.feeds.dispatches import dispatch_of
from dementi.reading.feeds.entries import MOST_ENTRIES, date_of
from dementi.reading.feeds.opml import Outline, read_opml, write_opml

AT = "https://courrier.invalid/flux/une.xml"
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom"'
)
ITEM = """<item><title>Le port rouvre</title><link>/a/1</link><guid isPermaLink="false">n-1</guid>
<pubDate>Mon, 09 Mar 2026 18:05:00 +0100</pubDate><dc:creator>Ina Morel</dc:creator>
<description>Le port d’Aubemont rouvre...</description>
<content:encoded><![CDATA[<p>Le port d’Aubemont rouvre.</p><p>« C’est fait », a dit Ina Morel.</p>]]></content:encoded></item>"""


def rss(*items: str, version: str = "2.0", head: str = "") -> str:
    body = "".join(items)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="{version}" {NAMESPACES}><channel><title>Le Courrier</title>'
        f"<link>https://courrier.invalid/</link><language>fr</language>{head}{body}</channel></rss>"
    )


def only(content: str | bytes, media_type: str | None = None) -> Entry:
    (entry,) = read_feed(content, AT, media_type).entries
    return entry


def test_an_item_of_rss_is_read_whole() -> None:
    feed = read_feed(rss(ITEM), AT)
    (entry,) = feed.entries
    assert (feed.kind, feed.title, feed.home, feed.language, feed.troubles) == (
        "rss20", "Le Courrier", "https://courrier.invalid/", "fr", (),
    )  # fmt: skip
    assert (entry.key, entry.url, entry.headline) == ("n-1", "https://courrier.invalid/a/1", "Le port rouvre")
    assert entry.published == "2026-03-09T18:05:00+01:00"
    assert entry.authors == ("Ina Morel",)
    assert "a dit Ina Morel" in entry.markup, "the whole text, not the summary"


@pytest.mark.parametrize("version", ["0.91", "0.92", "2.0"])
def test_each_rss_of_the_first_branch_is_read(version: str) -> None:
    assert only(rss(ITEM, version=version)).headline == "Le port rouvre"


def test_rss_1_is_read_with_its_day() -> None:
    entry = only(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>T</title></channel>'
        '<item rdf:about="https://courrier.invalid/2"><title>Deux</title><link>https://courrier.invalid/2</link>'
        "<dc:date>2026-03-09</dc:date></item></rdf:RDF>"
    )
    assert (entry.url, entry.published, entry.modified) == ("https://courrier.invalid/2", "2026-03-09", None)


def test_rss_0_90_is_read() -> None:
    entry = only(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">'
        "<channel><title>T</title></channel><item><title>Un</title><link>https://courrier.invalid/1</link></item></rdf:RDF>"
    )
    assert (entry.headline, entry.published) == ("Un", None)


def test_atom_keeps_published_and_updated_apart_and_resolves_against_its_base() -> None:
    entry = only(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://quai.invalid/d/" xml:lang="fr"><title>Q</title>'
        '<entry><id>urn:1</id><title type="html">Le &lt;em&gt;quai&lt;/em&gt;</title><link href="un"/>'
        "<published>2026-03-09T10:00:00+01:00</published><updated>2026-03-10T11:00:00Z</updated>"
        '<author><name>Jo Vasarny</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Mot.</p></div>'
        "</content></entry></feed>"
    )
    assert (entry.url, entry.headline, entry.language) == ("https://quai.invalid/d/un", "Le quai", "fr")
    assert (entry.published, entry.modified) == ("2026-03-09T10:00:00+01:00", "2026-03-10T11:00:00Z")
    assert entry.words == "Mot."


def test_atom_with_updated_alone_has_no_day_of_publication() -> None:
    entry = only(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>u</id><title>x</title><updated>2026-03-10T11:00:00Z</updated>'
        "</entry></feed>"
    )
    assert (entry.published, entry.modified) == (None, "2026-03-10T11:00:00Z")


def test_a_json_feed_is_read() -> None:
    item = {"id": 7, "url": "un", "title": "Un &amp; deux", "content_text": "a < b", "date_published": "2026-03-09T10:00:00+01:00",
            "authors": [{"name": "Ina  Morel"}, 3]}  # fmt: skip
    feed = read_feed(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "J",
                "items": [item, 3, {"content_html": "<p>x</p>"}],
            }
        ),
        AT,
    )
    first, second = feed.entries
    assert (feed.kind, first.key, first.url) == ("json11", "7", "https://courrier.invalid/flux/un")
    assert (first.headline, first.words, first.text, first.authors) == ("Un & deux", "a < b", True, ("Ina Morel",))
    assert (second.words, second.published, second.url) == ("x", None, None)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Mon, 09 Mar 2026 18:05:00 +0100", "2026-03-09T18:05:00+01:00"),
        ("Mon, 09 Mar 2026 18:05 GMT", "2026-03-09T18:05:00+00:00"),
        ("Mon, 09 Mar 2026 18:05:00 CET", "2026-03-09T18:05:00"),
        ("Mon, 09 Mar 2026 18:05:00", "2026-03-09T18:05:00"),
        ("09 Mar 26 18:05:00 +0100", "2026-03-09T18:05:00+01:00"),
        ("2026-03-09T18:05:00", "2026-03-09T18:05:00"),
        ("2026-03-09", "2026-03-09"),
        ("hier", None),
        ("32 Mar 2026 10:00:00 +0100", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_as_written_and_its_zone_never_made_up(written: str | None, found: str | None) -> None:
    assert date_of(written) == found


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "iso-8859-15", "utf-16"])
def test_the_characters_of_french_survive_each_encoding(encoding: str) -> None:
    words = "« L’œuvre coûte 3 € » à Orsanne" if encoding != "iso-8859-15" else "« L'œuvre coûte 3 € » à Orsanne"
    text = rss(f"<item><title>{words}</title></item>").replace('encoding="utf-8"', f'encoding="{encoding}"')
    assert only(text.encode(encoding), f"application/rss+xml; charset={encoding}").headline == words


@pytest.mark.parametrize(
    ("item", "headline"),
    [
        ("<item><title>Pain & vin</title></item>", "Pain & vin"),
        (
            "<item><title>L&eacute;gislatives&nbsp;: &laquo;&nbsp;oui&nbsp;&raquo;</title></item>",
            "Législatives : « oui »",
        ),
        ("<item><title><![CDATA[A & B]]></title></item>", "A & B"),
        ("<item><title>coup&eacute;", "coupé"),
        ("<item><title>br<br>ouvert</title></item><item><title>x</title></item>", None),
        ("<item><title>inconnue &machin;</title></item>", "inconnue &machin;"),
        ("<item><title>\x0bvertical</title></item>", "vertical"),
    ],
)
def test_a_broken_feed_gives_what_it_can(item: str, headline: str | None) -> None:
    feed = read_feed(rss(item), AT)
    assert feed.entries
    if headline is not None:
        assert feed.entries[0].headline == headline


def test_a_broken_feed_says_where() -> None:
    feed = read_feed("<rss><channel><item><title>Un</title></item>\n<item><title>Deux</channel></rss>", AT)
    assert [entry.headline for entry in feed.entries] == ["Un", "Deux"]
    (trouble,) = feed.troubles
    assert trouble.message.startswith("An element of the feed is not closed")
    assert dict(trouble.values)["line"] == "2"


def test_prefixes_that_nobody_declared_are_read_all_the_same() -> None:
    entry = only(
        "<rss><channel><item><title>x</title><dc:date>2026-03-09</dc:date><content:encoded>&lt;p&gt;Tout.&lt;/p&gt;"
        "</content:encoded><machin:truc>1</machin:truc></item></channel></rss>"
    )
    assert (entry.published, entry.words) == ("2026-03-09", "Tout.")


def test_ampersands_in_an_address_stay_what_they_are() -> None:
    for link in ("/a?x=1&y=2", "/a?x=1&amp;y=2", "<![CDATA[/a?x=1&y=2]]>"):
        assert only(rss(f"<item><link>{link}</link></item>")).url == "https://courrier.invalid/a?x=1&y=2"


BOMB = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE rss [<!ENTITY l0 "lol">{BOMB}]>',
        '<!DOCTYPE rss [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
    ],
)
def test_no_entity_of_a_doctype_is_read(doctype: str) -> None:
    started = time.process_time()
    entry = only(doctype + rss("<item><title>a &l9; b</title></item>").partition("?>")[2].strip())
    assert entry.headline in {"a &l9; b", "a b"}
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "content",
    [
        rss("<item><title>" + "<b>" * 100_000),
        rss("<item>" * 50_000),
        rss("<item><title>" + "<![CDATA[" * 100_000),
        rss("<item><title>" + "&" * 1_000_000),
        rss("<item><title>" + "&lt;" * 200_000),
        rss("<item " + " ".join(f"a{n}='1'" for n in range(50_000)) + "><title>x</title></item>"),
        rss("<item><description>" + "&lt;a " * 200_000),
        "<rss" + " x:y" * 300_000,
        "{" * 500_000,
        '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 200_000,
    ],
    ids=["tags", "items", "cdata", "ampersands", "markup", "attributes", "openings", "prefixes", "braces", "brackets"],
)
def test_hostile_feeds_end_in_time(content: str) -> None:
    started = time.process_time()
    try:
        found = len(read_feed(content, AT).entries)
    except ReadingError:
        found = 0
    assert found <= MOST_ENTRIES
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("", ReadingError), ("   ", ReadingError), ("<html><body>Cookies</body></html>", NotAFeedError),
        ("<!DOCTYPE html><p>x", NotAFeedError), ("bonjour", NotAFeedError), ("<opml/>", NotAFeedError), ('{"a": 1}', NotAFeedError),
        ("{", ReadingError), ("\0" * 50, ReadingError), ("<a>" * 10, NotAFeedError),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_said_to_be_none(content: str, error: type[ReadingError]) -> None:
    with pytest.raises(error):
        read_feed(content, AT)


def test_a_feed_without_entries_says_so() -> None:
    assert [trouble.message for trouble in read_feed(rss(), AT).troubles] == ["There is no entry in the feed."]


def test_one_key_is_one_entry() -> None:
    assert len(read_feed(rss(ITEM, ITEM), AT).entries) == 1


def test_an_entry_is_whole_only_where_the_feed_has_more_than_a_teaser() -> None:
    long = "Le port d’Aubemont a rouvert lundi au matin. " * 20
    assert Entry(key="a", markup=f"<p>{long}</p>").is_whole
    assert not Entry(key="a", markup=f"<p>{long} ...</p>").is_whole
    assert not Entry(key="a", markup="<p>Le port rouvre.</p>").is_whole


def test_an_entry_becomes_a_dispatch_through_the_reader_of_pages() -> None:
    hostile = rss(
        "<item><title>Le port &lt;script&gt;rouvre&lt;/script&gt;</title><link>/a/1</link>"
        "<pubDate>Mon, 09 Mar 2026 18:05:00 +0100</pubDate><description><![CDATA[<p>Le port d’Aubemont rouvre.</p>"
        "<p>« C’est fait », a dit Ina Morel.</p><script>alert(1)</script></script>]]></description></item>"
    )
    article, _ = read(dispatch_of(only(hostile), "Le Courrier </script><b>"))
    assert article.text == "Le port rouvre\n\nLe port d’Aubemont rouvre.\n\n« C’est fait », a dit Ina Morel."
    assert (article.published, article.url) == ("2026-03-09T18:05:00+01:00", "https://courrier.invalid/a/1")


def test_plain_text_of_a_feed_is_not_taken_for_markup() -> None:
    article, _ = read(dispatch_of(Entry(key="a", headline="Bilan", markup="Deux < trois.\n\nFin du texte.", text=True)))
    assert article.text == "Bilan\n\nDeux < trois.\n\nFin du texte."


def test_an_entry_that_changes_has_another_digest() -> None:
    first = only(rss(ITEM))
    assert only(rss(ITEM)).digest == first.digest
    assert only(rss(ITEM.replace("C’est fait", "C’est à faire"))).digest != first.digest


def test_the_feeds_of_a_page_are_found() -> None:
    page = (
        '<html><head><base href="/flux/"><link rel="alternate" type="application/rss+xml" title="Une" href="une.xml">'
        '<link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="https://courrier.invalid/a"><link rel="alternate"'
        ' hreflang="en" href="/en"><link rel=stylesheet href=x><link rel="alternate" type="application/rss+xml" href="javascript:x">'
    )
    found = named_feeds(page, "https://courrier.invalid/une")
    assert [(each.url, each.title) for each in found] == [
        ("https://courrier.invalid/flux/une.xml", "Une"), ("https://courrier.invalid/a", ""),
    ]  # fmt: skip


class TestListsOfFeeds:
    """OPML, both ways."""

    NOW = datetime(2026, 3, 9, 18, 5, tzinfo=UTC)

    @given(
        st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=40), max_size=6)
    )
    def test_what_is_written_comes_back(self, titles: list[str]) -> None:
        outlines = [
            Outline(f"https://x.invalid/{n}?a=1&b=2", normalise(" ".join(title.split())))
            for n, title in enumerate(titles)
        ]
        assert list(read_opml(write_opml(outlines, "Sources", self.NOW))) == [
            Outline(each.url, each.title or each.url, each.home) for each in outlines
        ]

    def test_folders_are_opened_and_twins_are_one(self) -> None:
        found = read_opml(
            '<opml version="1.0"><body><outline text="Valmarie"><outline text="A & B" xmlUrl="https://a.invalid/"/>'
            '<outline title="Encore" xmlUrl="https://a.invalid/"/></outline><outline text="sans" xmlURL="ftp://x"/></body></opml>'
        )
        assert found == (Outline("https://a.invalid/", "A & B", folder="Valmarie"),)

    @pytest.mark.parametrize("content", ["", "x", rss(), "<html>"])
    def test_what_is_none_is_said(self, content: str) -> None:
        with pytest.raises(ReadingError):
            read_opml(content)


SEEDS = [
    rss(ITEM),
    (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://q.invalid/"><entry><id>u</id><title type="html">&lt;b&gt;x</title>'
        '<link href="un"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>y</p></div></content></entry></feed>'
    ),
    json.dumps(
        {"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "url": "a", "authors": [{"name": "x"}]}]}
    ),
]
PIECES = [
    "<",
    ">",
    "&",
    '"',
    "]]>",
    "<![CDATA[",
    "<!DOCTYPE x [",
    "<?",
    "xmlns:a=",
    "&#0;",
    "&#xD800;",
    "\0",
    "\ufeff",
    "é",
    "null",
    "[",
    "{",
]


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 40), st.sampled_from(PIECES)), max_size=6),
)
def test_a_feed_that_is_damaged_anywhere_is_read_or_refused(seed: str, damages: list[tuple[int, int, str]]) -> None:
    text = seed
    for at, length, piece in damages:
        place = at % (len(text) + 1)
        text = text[:place] + piece + text[place + length :]
    try:
        feed = read_feed(text.encode(), AT)
    except ReadingError:
        return
    for entry in feed.entries:
        assert entry.key
        assert len(entry.digest) == 24
        assert entry.url is None or entry.url.startswith(("http://", "https://"))
        dispatch_of(entry, feed.title)
