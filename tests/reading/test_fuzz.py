# SPDX-License-Identifier: Apache-2.0
"""Whatever comes in as a page or a dump gives a whole article or one named reason, twice the same. A longer run: bench/fuzz.py."""
# ruff: noqa: E501 (what goes in reads best unbroken)

import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dementi.errors import ReadingError
from dementi.reading import read
from dementi.record import Article, Dispatch, Form

WORDS = [
    "Le port d’Aubemont a rouvert lundi, a annoncé la capitainerie dans un communiqué.", "«\xa0Non\xa0», a dit le maire.", "Menu", "Partager",
    "Par Jeanne Morel et Paul Vidal", "Publié le 12 mars 2026 à 19h09", "Il y a 2 heures", "Lire aussi : la digue", "&nbsp;", "&#x301;e", "\ufeff", "\u202f",
    "Il vous reste 82 % de cet article à lire.", "...", "«", '"', "\x0b", "e\u0301", "𝔘", "\u200b", "12:30", "© DR", "",
]  # fmt: skip
TAGS = [
    "p",
    "div",
    "article",
    "h1",
    "h2",
    "span",
    "a",
    "table",
    "tr",
    "td",
    "ul",
    "li",
    "b",
    "figure",
    "figcaption",
    "time",
    "blockquote",
    "main",
    "form",
    "aside",
]
ATTRIBUTES = [
    "", " class=byline", " class=author", " itemprop=author", " rel=author", " class='live-blog'", " class=post", " datetime=2026-03-12T19:09:00Z",
    " class=chapo", " class=caption", " itemprop=headline", " hidden", ' class="', " href='javascript:x'", " colspan=9e15", " lang=fr", "=", " a b c d",
]  # fmt: skip
HEADS = [
    "<title>Le port rouvre - Le Courrier</title>", '<meta property="og:title" content="Le port rouvre">', "<base href='http://[::1'>",
    '<script type="application/ld+json">{"@type":"LiveBlogPosting","liveBlogUpdate":[{"articleBody":"a\\nb","datePublished":7},null,"x"]}</script>',
    '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":["x",1],"author":{"@list":[[],{"name":{"@value":3}}]},"publisher":"Le Courrier"}]}</script>',
    '<script type="application/ld+json">[{"@type":"Article","headline":"Le port","author":{"@id":"#a"},"mainEntityOfPage":{"@id":9}},{"@id":"#a","name":null}]</script>',
    '<meta name="author" content="Par , et , avec AFP">', '<link rel=canonical href="//[">', "<!--", "<script>", "<style>p{", "<meta charset=utf-16>",
]  # fmt: skip


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Return the markup of a page, well formed or not."""
    head = "".join(draw(st.lists(st.sampled_from(HEADS), max_size=3)))
    pieces = [f"<html><head>{head}</head><body>"]
    for _ in range(draw(st.integers(0, 25))):
        tag, attribute = draw(st.sampled_from(TAGS)), draw(st.sampled_from(ATTRIBUTES))
        words = draw(st.sampled_from(WORDS))
        shape = draw(st.integers(0, 3))
        pieces.append(
            [f"<{tag}{attribute}>{words}</{tag}>", f"<{tag}{attribute}>{words}", f"{words}</{tag}>", f"{words}<br>"][
                shape
            ]
        )
    return "".join(pieces)


def told(content: str | bytes, form: Form) -> Article | str:
    try:
        return read(Dispatch(id="d", content=content, form=form, url="https://www.lecourrier.invalid/a"))[0]
    except ReadingError as error:
        return str(error)


def holds(article: Article) -> None:
    """Assert what holds of every article that was not given as one."""
    assert article.text == unicodedata.normalize("NFC", article.text)
    assert article.text == "\n\n".join(
        [*([article.headline] if article.headline else []), *(p.exact for p in article.paragraphs)]
    )
    assert all(article.text[p.start : p.end] == p.exact and p.exact.strip() for p in article.paragraphs)
    assert article.standfirst is None or article.standfirst in [p.exact for p in article.paragraphs]
    assert len({name.casefold() for name in article.authors}) == len(article.authors)
    assert all(name.strip() and len(name) <= 60 for name in article.authors)
    assert article.url is None or article.url.startswith(("http://", "https://"))
    assert all(f.exact.strip() for f in article.furniture)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages())
def test_a_page_gives_a_whole_article_or_one_reason(markup: str) -> None:
    first = told(markup, Form.PAGE)
    assert told(markup, Form.PAGE) == first
    if isinstance(first, Article):
        holds(first)
    else:
        assert first
        assert "\n" not in first


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "Rechercher", "À la une", "x" * 400, "a " * 60]), max_size=30).map("\n".join))
def test_a_dump_gives_a_whole_article_or_one_reason(text: str) -> None:
    first = told(text, Form.DUMP)
    assert told(text, Form.DUMP) == first
    if isinstance(first, Article):
        holds(first)
        lines = {unicodedata.normalize("NFC", line.strip()) for line in text.split("\n")}
        assert {p.exact for p in first.paragraphs} <= lines


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([Form.PAGE, Form.DUMP, None]))
def test_bytes_give_an_article_or_one_reason(content: bytes, form: Form | None) -> None:
    found = told(b"<html><p>" + content if form is Form.PAGE else content, form or Form.DUMP)
    if isinstance(found, Article):
        holds(found)
