# SPDX-License-Identifier: Apache-2.0
"""Sources are asked politely, what they bring is kept whole, how they do is said. Invented feeds, on servers of this machine."""

import gzip
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dementi.desk.sources.errands import (
    LAST_WAIT,
    LONGEST,
    SHORTEST,
    Errand,
    Kind,
    after_failure,
    after_visit,
    next_errand,
    next_look,
    next_take,
)
from dementi.desk.sources.health import NEWEST, History, ailments
from dementi.desk.sources.outcome import Outcome
from dementi.newsroom import Newsroom
from dementi.reading.feeds.opml import Outline
from dementi.record import Trouble

NOW = datetime(2026, 3, 9, 18, 5, tzinfo=UTC)
LONG = "Le conseil du port d’Aubemont a siégé toute la journée. " * 14


class TestWhatIsDue:
    def errand(self, kind: Kind = Kind.FEED, key: int = 1, host: str = "a", late: float = 0) -> Errand:
        return Errand(kind, key, host, NOW - timedelta(seconds=late))

    def test_what_has_waited_longest_goes_first(self) -> None:
        waiting = [self.errand(key=1, late=5), self.errand(key=2, host="b", late=50)]
        assert next_errand(waiting, {}, NOW) == waiting[1]

    def test_a_feed_goes_before_an_article(self) -> None:
        waiting = [self.errand(Kind.ARTICLE, late=500), self.errand(key=2, late=1)]
        assert next_errand(waiting, {}, NOW) == waiting[1]

    def test_nothing_is_run_before_it_is_due(self) -> None:
        assert next_errand([self.errand(late=-1)], {}, NOW) is None

    def test_a_host_is_left_alone_for_a_second(self) -> None:
        waiting = [self.errand(late=9), self.errand(key=2, host="b", late=1)]
        assert next_errand(waiting, {"a": NOW}, NOW) == waiting[1]
        assert next_errand(waiting[:1], {"a": NOW}, NOW) is None
        assert next_errand(waiting[:1], {"a": NOW}, NOW + timedelta(seconds=1)) == waiting[0]

    def test_what_asks_no_host_need_not_wait(self) -> None:
        waiting = [self.errand(Kind.ARTICLE, host="")]
        assert next_errand(waiting, {"": NOW}, NOW) == waiting[0]

    def test_a_feed_that_brings_nothing_is_asked_less_and_less(self) -> None:
        interval = SHORTEST
        for _ in range(9):
            visit = after_visit(interval, NOW, brought=False)
            assert visit.interval > interval or visit.interval == LONGEST
            interval = visit.interval
        assert after_visit(interval, NOW, brought=True).interval == SHORTEST

    def test_failures_wait_longer_each_time_and_as_long_as_is_asked(self) -> None:
        waits = [after_failure(n, None, NOW) - NOW for n in range(1, 40)]
        assert waits == sorted(waits)
        assert waits[1] == 2 * waits[0]
        assert waits[-1] == LAST_WAIT
        assert after_failure(1, 7200, NOW) == NOW + timedelta(hours=2)
        assert after_failure(9, 1, NOW) > NOW + timedelta(hours=2)

    def test_a_page_is_looked_at_again_less_and_less(self) -> None:
        assert next_look(NOW, NOW) == NOW + timedelta(hours=1)
        assert next_look(NOW, NOW + timedelta(hours=1)) == NOW + timedelta(hours=6)
        assert next_look(NOW - timedelta(days=3), NOW) is None

    def test_an_article_is_not_asked_for_without_an_end(self) -> None:
        assert next_take(1, None, NOW) == NOW + timedelta(minutes=10)
        assert next_take(1, 7200, NOW) == NOW + timedelta(hours=2)
        assert next_take(4, None, NOW) is None


class TestHealth:
    GOOD = Outcome(characters=900, statements=3, dated=True)
    MUTE = Outcome(characters=900, statements=0, dated=True)
    BLOCKED = Trouble("fetch", "%(url)s refuses to be read (%(status)s).", (("url", "u"), ("status", "403")))

    def history(self, **facts: object) -> History:
        plain = {"failure": None, "failures": 0, "held": 10, "most_held": 10, "added": NOW - timedelta(days=90),
                 "arrivals": tuple(NOW - timedelta(hours=n) for n in range(20)), "outcomes": (self.GOOD,) * 20}  # fmt: skip
        return History(**{**plain, **facts})

    def said(self, **facts: object) -> list[tuple[str, bool]]:
        return [(a.trouble.message, a.alarm) for a in ailments(self.history(**facts), NOW)]

    def test_a_source_that_does_well_has_nothing(self) -> None:
        assert self.said() == []

    def test_one_failure_is_said_and_several_are_an_alarm(self) -> None:
        assert self.said(failure=self.BLOCKED, failures=1) == [(self.BLOCKED.message, False)]
        assert self.said(failure=self.BLOCKED, failures=3) == [(self.BLOCKED.message, True)]

    def test_a_source_that_never_gave_anything_is_an_alarm_at_once(self) -> None:
        assert self.said(failure=self.BLOCKED, failures=1, held=None, arrivals=(), outcomes=()) == [
            (self.BLOCKED.message, True)
        ]

    def test_suddenly_nothing(self) -> None:
        assert self.said(held=0) == [("The feed is suddenly empty: it held %(most)s entries.", True)]
        assert self.said(held=0, most_held=0, arrivals=(), outcomes=()) == []

    def test_silence_is_measured_by_its_own_pace(self) -> None:
        hourly = tuple(NOW - timedelta(days=3, hours=n) for n in range(20))
        weekly = tuple(NOW - timedelta(days=3 + 7 * n) for n in range(20))
        assert self.said(arrivals=hourly) == [("Nothing new has come for %(days)s days.", True)]
        assert self.said(arrivals=weekly) == []
        assert self.said(arrivals=tuple(at - timedelta(days=60) for at in weekly))

    def test_a_source_of_unknown_pace_is_given_time(self) -> None:
        old = (NOW - timedelta(days=40),)
        assert self.said(arrivals=old, added=NOW - timedelta(days=3)) == []
        assert self.said(arrivals=old) == [("Nothing new has come for %(days)s days.", True)]

    def test_suddenly_no_statement(self) -> None:
        sudden = (self.MUTE,) * NEWEST + (self.GOOD,) * 10
        assert self.said(outcomes=sudden) == [
            ("Suddenly no statement is found in its articles: its pages may have changed.", True)
        ]
        assert self.said(outcomes=(self.MUTE,) * 20) == [], "a source that never had any: weather, results"
        assert self.said(outcomes=(self.GOOD, *sudden)) == []

    def test_empty_articles_and_missing_days_and_doubtful_characters(self) -> None:
        assert self.said(outcomes=(Outcome(),) * 4)[0] == (
            "Its last articles are empty: no text was found in them.",
            True,
        )
        undated = Outcome(characters=900, statements=1)
        assert self.said(outcomes=(undated,) * 20) == [
            ("Its last articles do not say when they were published.", False)
        ]
        garbled = Outcome(characters=900, statements=1, dated=True, garbled=True)
        assert "encoding" in self.said(outcomes=(garbled,) * 3)[0][0]

    def test_articles_that_are_refused_say_why(self) -> None:
        refused = Outcome(characters=90, statements=1, dated=True, refused=self.BLOCKED)
        assert [message for message, _ in self.said(outcomes=(refused,) * 4)][1] == self.BLOCKED.message


@dataclass
class Site:
    """A site of this machine: what it answers can be changed; what it was asked is kept."""

    address: str
    answers: dict[str, tuple[int, dict[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]] = field(
        default_factory=dict
    )
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def feed(self, *items: str, etag: str = '"1"', path: str = "/flux") -> None:
        body = rss(*items).encode()
        self.answers[path] = (200, {"Content-Type": "application/rss+xml", "ETag": etag}, body)

    def page(self, name: str, words: str = "Le port d’Aubemont a rouvert. « Tout est prêt », a dit Ina Morel.") -> None:
        body = f"<article><h1>Page {name}</h1><p>{words}</p></article>"
        html = f"<html lang=fr><head><title>Page {name}</title></head><body>{body}</body></html>"
        self.answers[f"/{name}"] = (200, {"Content-Type": "text/html; charset=utf-8"}, html.encode())

    def times(self, path: str) -> int:
        return sum(each == path for each, _ in self.asked)


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>Le Courrier d’Aubemont</title>{"".join(items)}</channel></rss>'


def item(name: str, words: str = "Le port a rouvert...") -> str:
    return (
        f"<item><title>Titre {name}</title><link>/{name}</link><guid>{name}</guid><pubDate>Mon, 09 Mar 2026 10:00:00 +0100</pubDate>"
        f"<description><![CDATA[<p>{words}</p>]]></description></item>"
    )


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, self.headers["If-None-Match"]))
            answer = found.answers.get(self.path, (404, {}, b""))
            if callable(answer):
                answer(self)
                return
            status, headers, body = answer
            if headers.get("ETag") and headers["ETag"] == self.headers["If-None-Match"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found = Site(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


@dataclass
class Desk:
    """The sources of a record, a worker that asks them, and a clock that stands still until it is set on."""

    newsroom: Newsroom
    now: datetime = NOW

    def follow(self, url: str) -> int:
        from dementi.desk.sources.models import Source
        from dementi.desk.sources.store import follow

        follow(Outline(url), self.now)
        return Source.objects.get(address=url).pk

    def run(self, after: timedelta = timedelta()) -> None:
        """Run all that is due."""
        from dementi.desk.sources.feeds import Outside
        from dementi.desk.sources.worker import Worker
        from dementi.fetch import Limits

        self.now += after
        limits = Limits(private_networks=True, seconds=5, content_bytes=300_000)
        Worker(self._clock, lambda: Outside(limits), self.newsroom).run_once()

    def _clock(self) -> datetime:
        # A polite second passes each time that the clock is looked at.
        self.now += timedelta(seconds=1)
        return self.now

    def headlines(self) -> list[str]:
        from dementi.desk.marks.store import readings

        return sorted(r.article.headline or "" if r.article else "-" for r in readings())

    def source(self, key: int):
        from dementi.desk.sources.models import Source

        return Source.objects.get(pk=key)

    def ailments(self) -> list[str]:
        from dementi.desk.sources.standing import standings

        return [ailment.trouble.message for each in standings(self.now) for ailment in each.ailments]


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as opened:
        yield opened


@pytest.fixture
def desk(record: None, newsroom: Newsroom) -> Desk:
    return Desk(newsroom)


def test_the_article_is_fetched_where_the_feed_has_a_teaser(desk: Desk, site: Site) -> None:
    from dementi.desk.marks.store import readings

    site.feed(item("un"))
    site.page("un")
    desk.follow(f"{site.address}/flux")
    desk.run()
    (reading,) = readings()
    assert reading.article.headline == "Page un"
    assert reading.article.published == "2026-03-09T10:00:00+01:00"
    assert reading.article.outlet == "Le Courrier d’Aubemont", "as its feed is named: the page does not say"
    assert reading.findings.statements
    assert reading.troubles == ()


def test_the_words_of_the_feed_are_kept_where_they_are_whole_and_nothing_more_is_asked(desk: Desk, site: Site) -> None:
    site.feed(item("un", LONG))
    desk.follow(f"{site.address}/flux")
    desk.run()
    assert desk.headlines() == ["Titre un"]
    assert [path for path, _ in site.asked] == ["/robots.txt", "/flux"]


def test_the_words_of_the_feed_stand_in_for_a_page_that_is_refused_and_that_is_said(desk: Desk, site: Site) -> None:
    from dementi.desk.marks.store import readings

    site.feed(item("un"))
    site.answers["/un"] = (403, {}, b"")
    desk.follow(f"{site.address}/flux")
    desk.run()
    (reading,) = readings()
    assert (reading.article.headline, reading.article.outlet) == ("Titre un", "Le Courrier d’Aubemont")
    assert "words of its feed" in reading.troubles[0].message
    assert "refuses to be read" in reading.troubles[1].message
    desk.run(timedelta(days=2))
    assert site.times("/un") == 1, "a refusal is not asked again"


def test_a_page_that_fails_for_a_moment_is_a_new_version_when_it_comes(desk: Desk, site: Site) -> None:
    from dementi.desk.marks.store import readings
    from dementi.desk.record.versions import versions_of

    site.feed(item("un"))
    site.answers["/un"] = (500, {}, b"")
    desk.follow(f"{site.address}/flux")
    desk.run()
    assert desk.headlines() == ["Titre un"]
    site.page("un")
    desk.run(timedelta(minutes=11))
    assert desk.headlines() == ["Page un"]
    assert len(versions_of(next(readings()).id)) == 2


def test_a_wall_is_never_kept_as_the_article(desk: Desk, site: Site) -> None:
    from dementi.desk.marks.store import readings

    site.feed(item("un", "Le port d’Aubemont a rouvert lundi..."))
    wall = (
        "<html lang=fr><body><h1>Nous respectons votre vie privée</h1><p>Nous et nos partenaires utilisons des cookies.</p>"
        "<button>Tout accepter</button></body></html>"
    )
    site.answers["/un"] = (200, {"Content-Type": "text/html"}, wall.encode())
    desk.follow(f"{site.address}/flux")
    desk.run()
    (reading,) = readings()
    assert reading.article.text.startswith("Titre un")


def test_nothing_new_is_asked_with_what_the_feed_sent(desk: Desk, site: Site) -> None:
    site.feed(item("un", LONG))
    key = desk.follow(f"{site.address}/flux")
    desk.run()
    desk.run(timedelta(hours=1))
    assert [etag for path, etag in site.asked if path == "/flux"] == [None, '"1"']
    assert desk.source(key).failures == 0
    assert desk.source(key).interval > SHORTEST.total_seconds()


def test_a_feed_that_grows_brings_only_what_is_new(desk: Desk, site: Site) -> None:
    site.feed(item("un", LONG))
    desk.follow(f"{site.address}/flux")
    desk.run()
    site.feed(item("deux", LONG), item("un", LONG), etag='"2"')
    desk.run(timedelta(hours=1))
    assert desk.headlines() == ["Titre deux", "Titre un"]


def test_an_entry_that_the_feed_changes_is_a_new_version(desk: Desk, site: Site) -> None:
    from dementi.desk.marks.store import readings
    from dementi.desk.record.versions import versions_of

    site.feed(item("un", LONG))
    desk.follow(f"{site.address}/flux")
    desk.run()
    site.feed(item("un", LONG.replace("toute la journée", "jusqu’au soir")), etag='"2"')
    desk.run(timedelta(hours=1))
    (reading,) = readings()
    assert "jusqu’au soir" in reading.article.text
    assert len(versions_of(reading.id)) == 2


def test_an_article_that_is_on_the_desk_is_not_replaced_by_a_teaser(desk: Desk, site: Site) -> None:
    site.feed(item("un"))
    site.page("un")
    desk.follow(f"{site.address}/flux")
    desk.run()
    site.feed(item("un", "Le port a rouvert, mis à jour..."), etag='"2"')
    site.answers["/un"] = (403, {}, b"")
    desk.run(timedelta(hours=1))
    assert desk.headlines() == ["Page un"]


def test_the_time_that_a_host_asks_to_wait_is_waited(desk: Desk, site: Site) -> None:
    site.answers["/flux"] = (429, {"Retry-After": "7200"}, b"")
    key = desk.follow(f"{site.address}/flux")
    desk.run()
    assert desk.source(key).next_try - desk.now > timedelta(minutes=119)
    assert "asks to wait" in desk.ailments()[0]
    site.feed(item("un", LONG))
    desk.run(timedelta(hours=1))
    assert site.times("/flux") == 1
    desk.run(timedelta(hours=1))
    assert desk.headlines() == ["Titre un"]
    assert desk.ailments() == []


def test_a_host_that_asks_for_quiet_is_not_asked_for_its_other_articles(desk: Desk, site: Site) -> None:
    site.feed(item("un"), item("deux"), item("trois"))
    for name in ("un", "deux", "trois"):
        site.answers[f"/{name}"] = (429, {"Retry-After": "3600"}, b"")
    desk.follow(f"{site.address}/flux")
    desk.run()
    assert sum(site.times(f"/{name}") for name in ("un", "deux", "trois")) == 1
    assert desk.headlines() == ["Titre deux", "Titre trois", "Titre un"], "the words of the feed stand in"


def test_the_page_tells_the_hour_where_the_feed_writes_no_zone(desk: Desk, site: Site) -> None:
    from dementi.desk.marks.store import readings

    site.feed(item("un").replace(" +0100", ""), item("deux").replace(" +0100", ""))
    site.page("un")
    answer = site.answers["/un"]
    assert not callable(answer)
    status, headers, body = answer
    head = b'<head><meta property="article:published_time" content="2026-03-09T10:00:00+02:00">'
    site.answers["/un"] = (status, headers, body.replace(b"<head>", head))
    site.page("deux")
    desk.follow(f"{site.address}/flux")
    desk.run()
    found = {reading.article.headline: reading.article.published for reading in readings()}
    assert found == {"Page un": "2026-03-09T10:00:00+02:00", "Page deux": "2026-03-09T10:00:00"}


def test_a_page_that_is_changed_in_silence_is_seen(desk: Desk, site: Site) -> None:
    from dementi.desk.marks.store import readings
    from dementi.desk.record.versions import versions_of

    site.feed(item("un"))
    site.page("un")
    desk.follow(f"{site.address}/flux")
    desk.run()
    site.page("un", "Le port d’Aubemont a rouvert. « Presque tout est prêt », a dit Ina Morel.")
    desk.run(timedelta(hours=5))
    assert site.times("/un") == 1
    desk.run(timedelta(hours=11))
    assert site.times("/un") == 2
    assert len(versions_of(next(readings()).id)) == 2
    desk.run(timedelta(days=9))
    assert site.times("/un") == 2, "it is not looked at without an end"


def test_a_page_that_is_gone_at_a_later_look_changes_nothing(desk: Desk, site: Site) -> None:
    site.feed(item("un"))
    site.page("un")
    desk.follow(f"{site.address}/flux")
    desk.run()
    del site.answers["/un"]
    desk.run(timedelta(hours=16))
    assert (site.times("/un"), desk.headlines(), desk.ailments()) == (2, ["Page un"], [])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((403, {}, b""), "refuses to be read"),
        ((403, {"cf-mitigated": "challenge"}, b""), "proof that no machine"),
        ((404, {}, b""), "There is nothing at"),
        ((503, {}, b""), "answers with an error"),
        ((200, {}, b""), "The feed is empty"),
        ((200, {}, b"<html><body><p>Bonjour, voici une page du quai."), "A page stands there"),
        (
            (
                200,
                {},
                b"<html lang=fr><body><p>Nous et nos partenaires utilisons des cookies.</p><button>Tout accepter</button>",
            ),
            "cookie wall",
        ),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(b"0" * 50_000_000)), "sends more than"),
        ((200, {"Content-Encoding": "gzip"}, b"pas du gzip"), "cannot be decompressed"),
        ((302, {"Location": "/flux"}, b""), "without an end"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "no address of the web"),
        ((200, {"tdm-reservation": "1"}, b"<rss/>"), "reserves its text"),
    ],
    ids=["refused", "challenge", "gone", "error", "empty", "page", "cookies", "bomb", "gzip", "loop", "scheme", "tdm"],
)
def test_what_fails_is_said(desk: Desk, site: Site, answer: tuple[int, dict[str, str], bytes], said: str) -> None:
    site.answers["/flux"] = answer
    key = desk.follow(f"{site.address}/flux")
    desk.run()
    assert said in desk.ailments()[0]
    assert desk.source(key).alarm
    assert desk.source(key).next_try > desk.now


def test_a_broken_feed_brings_what_can_be_read_and_says_so(desk: Desk, site: Site) -> None:
    site.answers["/flux"] = (200, {}, rss(item("un", LONG)).replace("</channel></rss>", "<item><title>coupé").encode())
    desk.follow(f"{site.address}/flux")
    desk.run()
    assert "Titre un" in desk.headlines()
    assert any("is cut in line" in message for message in desk.ailments())


def test_robots_txt_holds_for_feeds_and_articles(desk: Desk, site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /un\n")
    site.feed(item("un"))
    site.page("un")
    desk.follow(f"{site.address}/flux")
    desk.run()
    assert site.times("/un") == 0
    assert desk.headlines() == ["Titre un"]


def test_a_source_that_is_paused_or_removed_is_not_asked(desk: Desk, site: Site) -> None:
    from dementi.desk.sources.store import pause, remove, resume

    site.feed(item("un", LONG))
    key = desk.follow(f"{site.address}/flux")
    pause(key)
    desk.run(timedelta(days=1))
    assert site.asked == []
    resume(key, desk.now)
    desk.run()
    assert desk.headlines() == ["Titre un"]
    remove(key, desk.now)
    desk.run(timedelta(days=1))
    assert site.times("/flux") == 1
    assert desk.headlines() == ["Titre un"], "what it brought stays"
    assert desk.follow(f"{site.address}/flux") == key
    site.feed(item("un", LONG), item("deux", LONG), etag='"2"')
    desk.run()
    assert desk.headlines() == ["Titre deux", "Titre un"]


def test_a_dispatch_that_was_taken_away_does_not_come_back_with_its_feed(desk: Desk, site: Site) -> None:
    from dementi.desk.marks.store import readings
    from dementi.desk.record.store import remove

    site.feed(item("un"))
    site.page("un")
    desk.follow(f"{site.address}/flux")
    desk.run()
    remove(next(readings()).id, desk.now)
    site.feed(item("un", "Le port a rouvert, encore..."), etag='"2"')
    site.page("un", "Tout autre chose est arrivé au port d’Aubemont, a dit Ina Morel.")
    desk.run(timedelta(hours=1))
    assert desk.headlines() == []


def test_a_feed_that_has_moved_for_good_is_asked_where_it_stands_and_a_list_that_names_the_old_place_means_it(
    desk: Desk, site: Site
) -> None:
    site.answers |= {
        "/feed": (301, {"Location": "/neuf"}, b""),
        "/neuf": (200, {}, rss(item("a", LONG)).encode()),
    }
    key = desk.follow(site.address + "/feed")
    desk.run()
    assert desk.source(key).address == site.address + "/neuf"
    desk.run(timedelta(days=1))
    assert (site.times("/feed"), site.times("/neuf") > 1) == (1, True)

    from dementi.desk.sources.models import Source
    from dementi.desk.sources.store import follow

    assert not follow(Outline(site.address + "/feed"), desk.now)
    assert Source.objects.count() == 1


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_feed_that_has_moved_for_now_keeps_its_address(desk: Desk, site: Site, status: int) -> None:
    site.answers |= {"/feed": (status, {"Location": "/ici"}, b""), "/ici": (200, {}, rss(item("a", LONG)).encode())}
    key = desk.follow(site.address + "/feed")
    desk.run()
    assert desk.source(key).address == site.address + "/feed"


def test_two_sources_do_not_become_one_where_one_moves_to_the_other(desk: Desk, site: Site) -> None:
    site.answers |= {"/feed": (301, {"Location": "/neuf"}, b""), "/neuf": (200, {}, rss(item("a", LONG)).encode())}
    first, second = desk.follow(site.address + "/feed"), desk.follow(site.address + "/neuf")
    desk.run()
    assert (desk.source(first).address, desk.source(second).address) == (site.address + "/feed", site.address + "/neuf")


def test_a_move_to_a_less_safe_line_is_not_followed_for_good(desk: Desk) -> None:
    from dementi.desk.sources.store import Validators, keep_feed
    from dementi.reading.feeds import read_feed

    key = desk.follow("https://courrier.invalid/feed")
    feed = read_feed(rss(item("a", LONG)).encode(), "https://courrier.invalid/feed", "")
    keep_feed(desk.source(key), feed, Validators(None, None, "http://courrier.invalid/feed"), NOW)
    assert desk.source(key).address == "https://courrier.invalid/feed"


def test_retry_asks_at_once(desk: Desk, site: Site) -> None:
    from dementi.desk.sources.store import retry

    site.answers["/flux"] = (503, {"Retry-After": "86400"}, b"")
    key = desk.follow(f"{site.address}/flux")
    desk.run()
    site.feed(item("un", LONG))
    retry(key, desk.now)
    desk.run()
    assert desk.headlines() == ["Titre un"]


def test_what_a_person_decides_during_a_visit_stands(desk: Desk, site: Site) -> None:
    from dementi.desk.sources.store import pause

    key = desk.follow(f"{site.address}/flux")

    def paused_meanwhile(handler: BaseHTTPRequestHandler) -> None:
        from django.db import connection

        pause(key)
        connection.close()
        body = rss(item("un", LONG)).encode()
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    site.answers["/flux"] = paused_meanwhile
    desk.run()
    assert desk.source(key).paused
    assert desk.headlines() == [], "its articles wait until it is resumed"


def test_a_fault_of_ours_in_one_errand_does_not_stop_the_others(
    desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dementi.desk.sources.articles import take as good

    def faulty(key: int, *rest: object) -> object:
        from dementi.desk.sources.models import Entry

        if Entry.objects.get(pk=key).key.endswith("/un"):
            raise ZeroDivisionError
        return good(key, *rest)

    monkeypatch.setattr("dementi.desk.sources.worker.take", faulty)
    site.feed(item("un", LONG), item("deux", LONG))
    desk.follow(f"{site.address}/flux")
    desk.run()
    assert desk.headlines() == ["Titre deux"]


def test_only_one_process_asks_the_sources_of_a_folder(tmp_path: Path) -> None:
    from dementi.desk.leases import Work, is_taken, take

    assert not is_taken(tmp_path, Work.POLL)
    first = take(tmp_path, Work.POLL)
    assert first is not None
    assert first.is_held()
    assert take(tmp_path, Work.POLL) is None
    assert is_taken(tmp_path, Work.POLL)
    first.close()
    assert not is_taken(tmp_path, Work.POLL)


SHOWN = """
import sys
from pathlib import Path
from dementi.desk.folder import open_folder
open_folder(Path(sys.argv[1]))
from dementi.desk.sources.store import follow
from dementi.desk.sources.models import Entry, Source
from dementi.desk.record.models import Dispatch
from dementi.newsroom import Newsroom
from dementi.reading.feeds.opml import Outline
from datetime import UTC, datetime
if len(sys.argv) > 2:
    follow(Outline(sys.argv[2]), datetime.now(UTC))
print(Dispatch.objects.count(), Entry.objects.count(), Entry.objects.exclude(next_try=None).count(), Source.objects.get().etag)
"""


def test_killed_at_any_moment_the_worker_loses_nothing_and_takes_nothing_twice(tmp_path: Path, site: Site) -> None:
    """Kill -9 at moments from the start to the midst of the articles, then one more that goes on to the end."""
    names = [f"n{number}" for number in range(8)]
    site.feed(*(item(name) for name in names))
    for name in names:
        site.page(name, f"Le port d’Aubemont a rouvert, dit {name}. « Tout est prêt », a dit Ina Morel.")
    environment = {**os.environ, "DEMENTI_DATA": str(tmp_path / "desk"), "DEMENTI_PRIVATE_NETWORKS": "yes"}

    def shown(*words: str) -> list[str]:
        command = [sys.executable, "-c", SHOWN, str(tmp_path / "desk"), *words]
        done = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603 (our own command)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().split()

    shown(f"{site.address}/flux")
    command = [sys.executable, "-m", "dementi.desk.sources.process", str(tmp_path / "desk")]
    acknowledged = 0
    for after in (1.0, 2.5, 4.0, 5.0):
        with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as worker:  # noqa: S603
            time.sleep(after)
            worker.send_signal(signal.SIGKILL)
        dispatches, entries, waiting, etag = shown()
        assert int(dispatches) >= acknowledged, "nothing that was there is lost"
        assert (etag == '"1"') == (int(entries) == len(names)), "the ETag is moved on with the entries, or not at all"
        assert int(entries) - int(waiting) <= int(dispatches), "what is done is on record"
        acknowledged = int(dispatches)
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as worker:  # noqa: S603
        until = time.monotonic() + 90
        while shown()[2] != "0" or shown()[1] == "0":
            assert time.monotonic() < until, "the worker does not come to its end"
            time.sleep(0.5)
        assert worker.stdin
        worker.stdin.close()
        assert worker.wait(15) == 0, "it ends when its keeper does"
    assert shown()[:3] == [str(len(names)), str(len(names)), "0"]


def children_of(task: Path) -> list[int]:
    """The processes that a thread has started, as the kernel lists them."""
    found = task / "children"
    return [int(pid) for pid in found.read_text().split()] if found.exists() else []


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_the_desk_asks_its_sources_while_it_serves_and_leaves_no_process_behind(
    tmp_path: Path, site: Site, end: signal.Signals
) -> None:
    site.feed(item("un", LONG))
    folder = tmp_path / "desk"
    environment = {**os.environ, "DEMENTI_PRIVATE_NETWORKS": "yes"}
    dementi = [sys.executable, "-m", "dementi.cli"]
    add = [*dementi, "sources", "add", f"{site.address}/flux", "--data", str(folder)]
    subprocess.run(add, env=environment, check=True, capture_output=True)  # noqa: S603 (our own command)
    site.asked.clear()
    serve = [*dementi, "serve", "--data", str(folder), "--port", "0"]
    with subprocess.Popen(serve, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as desk:  # noqa: S603
        assert desk.stdout
        url = desk.stdout.readline().split()[-1]
        page, until = "", time.monotonic() + 60
        while "Titre un" not in page:
            assert time.monotonic() < until, "what the source brought is not on the page"
            time.sleep(0.3)
            with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 (our own address)
                page = answer.read().decode()
        started = [pid for task in Path(f"/proc/{desk.pid}/task").iterdir() for pid in children_of(task)]
        workers = [pid for pid in started if b"sources.process" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        assert len(workers) == 1
        desk.send_signal(end)
        assert desk.wait(30) == (0 if end is signal.SIGTERM else -end)
    until = time.monotonic() + 20
    while any(is_alive(pid) for pid in workers):
        assert time.monotonic() < until, "the process that asks the sources outlives its desk"
        time.sleep(0.1)
    assert site.times("/flux") == 1
