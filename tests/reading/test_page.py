# SPDX-License-Identifier: Apache-2.0
"""A page gives its article in the page's own characters, and what it says of itself. The pages are invented."""
# ruff: noqa: E501 (markup reads best unbroken)

import json
import time

import pytest

from dementi.errors import ReadingError
from dementi.reading import read
from dementi.record import Article, Dispatch, Form, Trouble

LEAD = "Le port d’Aubemont a rouvert lundi après la tempête, a annoncé la capitainerie dans un communiqué publié mardi matin."
SECOND = "«\xa0Nous avons sauvé l’essentiel\u202f: la digue, les quais et trois\xa0cents bateaux\xa0», a déclaré le maire, Paul Œuvry."
THIRD = "Les pêcheurs contestent ces chiffres et disent avoir perdu la moitié de leurs embarcations dans la nuit de jeudi à vendredi."
BODY = [LEAD, SECOND, THIRD]
MENU = "<nav><ul><li><a href=/>Accueil</a></li><li><a href=/m>Monde</a></li><li><a href=/s>Sports</a></li></ul></nav>"
FOOT = "<footer><p>© Le Courrier de Valmarie</p><p>Mentions légales</p></footer>"


def page(body: str | list[str], *, head: str = "", title: str = "Le port d’Aubemont rouvre", lang: str = "fr") -> str:
    inner = body if isinstance(body, str) else "".join(f"<p>{p}</p>" for p in body)
    return (
        f"<!DOCTYPE html><html lang={lang}><head><title>{title} - Le Courrier</title>{head}</head><body>{MENU}"
        f"<main><article><h1>{title}</h1>{inner}</article></main>{FOOT}</body></html>"
    )


def read_page(markup: str | bytes, **given: str) -> tuple[Article, tuple[Trouble, ...]]:
    return read(Dispatch(id="d", content=markup, form=Form.PAGE, **given))


def linked(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **values})}</script>'


def paragraphs(markup: str | bytes) -> list[str]:
    return [p.exact for p in read_page(markup)[0].paragraphs]


def test_headline_and_body_come_out_without_the_furniture() -> None:
    article, troubles = read_page(page(BODY))
    assert article.headline == "Le port d’Aubemont rouvre"
    assert article.text == "\n\n".join(["Le port d’Aubemont rouvre", *BODY])
    assert (article.language, article.published, troubles) == ("fr", None, ())


def test_non_breaking_spaces_stay_as_the_page_writes_them() -> None:
    written = (
        SECOND.replace("\xa0", "&nbsp;").replace("\u202f", "&#8239;").replace("’", "&rsquo;").replace("«", "&laquo;")
    )
    assert paragraphs(page([LEAD, written, THIRD])) == BODY


def test_words_in_other_elements_stay_in_their_paragraph() -> None:
    marked = THIRD.replace("chiffres", "<em>chif</em>fres").replace(
        "la moitié", '<a href="/x">la\n   <strong>moitié</strong></a>'
    )
    assert paragraphs(page([LEAD, SECOND, marked])) == BODY


def test_a_paragraph_that_stands_twice_is_kept_twice() -> None:
    refrain = "« Non », a répondu le ministre à chacune des questions qui lui étaient posées."
    assert paragraphs(page([LEAD, refrain, SECOND, refrain, THIRD])).count(refrain) == 2


def test_what_is_decomposed_is_composed_once() -> None:
    assert paragraphs(page([LEAD.replace("é", "e&#769;"), SECOND, THIRD])) == BODY


def test_soft_hyphens_are_the_layouts() -> None:
    assert paragraphs(page([LEAD.replace("capitainerie", "capi&shy;tai\u200bnerie"), SECOND, THIRD])) == BODY


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_page_in_any_encoding(encoding: str) -> None:
    markup = page([p.replace("\u202f", "\xa0") for p in BODY], head="<meta charset=iso-8859-1>").encode(encoding)
    assert paragraphs(markup) == [p.replace("\u202f", "\xa0") for p in BODY]


def test_json_ld_tells_days_authors_outlet_and_address() -> None:
    article = {
        "@type": "NewsArticle", "headline": "Le port d’Aubemont rouvre", "datePublished": "2026-03-10T18:05:00.000+0100",
        "dateModified": "2026-03-11T07:00:00Z", "author": [{"@type": "Person", "name": "Jeanne Morel"}, {"@type": "Person", "name": "Paul Vidal"}],
        "publisher": {"@type": "Organization", "name": "Le Courrier"},
    }  # fmt: skip
    head = (
        linked(**{"@graph": [{"@type": "WebSite", "name": "Courrier"}, article]})
        + '<link rel=canonical href="https://courrier.invalid/port">'
    )
    found, _ = read_page(page(BODY, head=head), url="https://courrier.invalid/port?de=accueil")
    assert (found.published, found.modified) == ("2026-03-10T18:05:00+01:00", "2026-03-11T07:00:00Z")
    assert (found.authors, found.outlet) == (("Jeanne Morel", "Paul Vidal"), "Le Courrier")
    assert found.url == "https://courrier.invalid/port"


def test_open_graph_meta_and_time_tell_it_too() -> None:
    head = (
        '<meta property="og:site_name" content="Le Courrier"><meta property="og:title" content="Le port d’Aubemont rouvre">'
        '<meta name=author content="Par Jeanne Morel et Paul Vidal"><meta property="og:url" content="https://courrier.invalid/port">'
    )
    found, _ = read_page(
        page(
            '<header><time datetime="2026-03-10">mardi</time></header>' + "".join(f"<p>{p}</p>" for p in BODY),
            head=head,
        )
    )
    assert (found.published, found.authors, found.outlet) == (
        "2026-03-10",
        ("Jeanne Morel", "Paul Vidal"),
        "Le Courrier",
    )
    assert found.url == "https://courrier.invalid/port"


def test_what_is_given_goes_before_what_the_page_says() -> None:
    head = linked(
        **{"@type": "NewsArticle", "headline": "x", "datePublished": "2026-03-10", "publisher": {"name": "Autre"}}
    )
    found, _ = read_page(page(BODY, head=head), published="2026-03-09", outlet="Le Courrier")
    assert (found.published, found.outlet) == ("2026-03-09", "Le Courrier")


@pytest.mark.parametrize("written", ["hier", "2026-02-30", "", "il y a 2 heures", "03/10/2026"])
def test_a_day_that_is_none_is_unknown(written: str) -> None:
    head = linked(**{"@type": "NewsArticle", "headline": "x", "datePublished": written})
    assert read_page(page(BODY, head=head))[0].published is None


def test_the_days_of_other_articles_are_not_this_ones() -> None:
    teasers = (
        "<ul>"
        + "".join(
            f'<li><time datetime="2025-0{i}-01">x</time> <a href=/{i}>Autre article</a></li>' for i in range(1, 6)
        )
        + "</ul>"
    )
    assert read_page(page(BODY).replace("<footer>", f"<aside>{teasers}</aside><footer>"))[0].published is None


@pytest.mark.parametrize(
    "broken",
    ["{", "[" * 100_000, "null", "[1, 2]", '{"@type": ["NewsArticle"], "headline": {"a": 1}, "author": [null, 3, {"name": []}], "datePublished": 7}',
     '{"@type": "NewsArticle", "@graph": {"@type": "x"}, "publisher": [[]]}', '{"@type":"NewsArticle","headline":"Le port",}'],
)  # fmt: skip
def test_broken_json_ld_harms_nothing(broken: str) -> None:
    markup = page(BODY, head=f'<script type="application/ld+json">{broken}</script>')
    assert paragraphs(markup) == BODY


def test_a_standfirst_that_is_set_apart_stands_in_the_text_too() -> None:
    standfirst = "Après quatre jours de fermeture, le trafic reprend peu à peu dans le premier port du pays."
    head = f'<meta property="og:description" content="{standfirst}">'
    found, _ = read_page(
        page(f'<div class="article-chapo">{standfirst}</div>' + "".join(f"<p>{p}</p>" for p in BODY), head=head)
    )
    assert found.standfirst == standfirst
    assert [p.exact for p in found.paragraphs] == [standfirst, *BODY]


def test_the_form_is_told_from_the_content() -> None:
    assert read(Dispatch(id="d", content=page(BODY)))[0].text == read_page(page(BODY))[0].text
    assert (
        read(Dispatch(id="d", content="Titre\n\nIl a écrit <i>non</i> et 3 < 4."))[0].text
        == "Titre\n\nIl a écrit <i>non</i> et 3 < 4."
    )


WALLS = [
    (
        "<title>Just a moment...</title><body><h1>courrier.invalid</h1><p>Checking your browser before accessing.</p>",
        "challenge",
    ),
    (
        "<title>Un instant</title><body><p>Vérifiez que vous êtes humain en accomplissant l’action ci-dessous.</p>",
        "challenge",
    ),
    (
        "<body><h2>Nous et nos partenaires utilisons des cookies</h2><p>Pour continuer, cliquez. Nous et nos partenaires stockons des informations.</p><button>Tout accepter</button>",
        "cookie wall",
    ),
    (
        "<body><div id=root></div><noscript>Veuillez activer JavaScript pour lire ce site.</noscript><script src=a.js></script>",
        "needs a script",
    ),
    ("<body><div id=app></div><script>window.x=1</script><script src=b.js></script>", "needs a script"),
    ("<body><h1>Le port rouvre</h1><div>Cet article est réservé aux abonnés.</div>", "only to subscribers"),
    ("<body></body>", "no article"),
    ("<p>", "no article"),
]


@pytest.mark.parametrize(("markup", "said"), WALLS)
def test_a_wall_is_named_and_never_kept_as_the_article(markup: str, said: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_page(f"<!DOCTYPE html><html>{markup}</html>")
    assert said in str(caught.value)


def test_an_article_about_walls_is_an_article() -> None:
    text = (
        "Le site affiche « Nous utilisons des cookies » et « Vérifiez que vous êtes humain » à ses lecteurs, a dénoncé l’association mardi. "
        * 3
    )
    assert len(paragraphs(page([text, *BODY, *BODY[::-1]]))) >= 4


def test_the_start_of_a_paid_article_is_kept_and_said_to_be_so() -> None:
    head = linked(**{"@type": "NewsArticle", "headline": "Le port d’Aubemont rouvre", "isAccessibleForFree": False})
    article, troubles = read_page(page(BODY, head=head))
    assert LEAD in article.text
    assert [t.message for t in troubles] == [
        "The page may show only the start of its article to those who have not paid."
    ]


FIRST, LAST = f"<p>{LEAD}</p>", f"<p>{THIRD}</p>"
DEEP = "Le message du fond a été retrouvé vendredi par les plongeurs de la marine valmarienne."
HOSTILE = {
    "300 nested": FIRST + "<div>" * 300 + f"<p>{DEEP}</p>" + "</div>" * 300 + LAST,
    "5,000 nested": FIRST + "<div>" * 5_000 + f"<p>{DEEP}</p>" + "</div>" * 5_000 + LAST,
    "50,000 nested": FIRST + "<div>" * 50_000 + f"<p>{DEEP}</p>" + "</div>" * 50_000 + LAST,
    "300 open": FIRST + "<b><i>" * 300 + f"<p>{DEEP}</p>" + LAST,
    "50,000 open": FIRST + "<b><i>" * 50_000 + f"<p>{DEEP}</p>" + LAST,
    "500 tables": FIRST + "<table><tr><td>" * 500 + f"<p>{DEEP}</p>" + "</td></tr></table>" * 500 + LAST,
    "200,000 breaks": FIRST + "<br>" * 200_000 + f"<p>{DEEP}</p>" + LAST,
    "200,000 attributes": FIRST + "<p " + " ".join(f"a{i}=1" for i in range(200_000)) + f">{DEEP}</p>" + LAST,
    "200,000 quoted attributes": FIRST + "<p " + " ".join(f'a{i}="<>"' for i in range(200_000)) + f">{DEEP}</p>" + LAST,
    "colspan": FIRST + f"<table><tr><td colspan=9e15 rowspan=99999999999><p>{DEEP}</p></td></tr></table>" + LAST,
    "50,000 authors": FIRST
    + f"<p>{DEEP}</p>"
    + LAST
    + linked(**{"@type": "NewsArticle", "headline": "x", "author": ["Jeanne Morel"] * 50_000}),
    "50,000 meta authors": '<meta name=author content="Jeanne Morel, ">' * 50_000 + FIRST + f"<p>{DEEP}</p>" + LAST,
    "a title of 20,000 joints": f"<meta property='og:title' content='{'Le port - ' * 20_000}'>"
    + FIRST
    + f"<p>{DEEP}</p>"
    + LAST,
    "a heading of 30,000 elements": f"<h1>{'<b>a</b>' * 30_000}</h1>" + FIRST + f"<p>{DEEP}</p>" + LAST,
    "200,000 brackets": FIRST + f"<p>{DEEP}</p>" + LAST + "<" * 200_000,
    "deep json": FIRST
    + f"<p>{DEEP}</p>"
    + LAST
    + '<script type="application/ld+json">'
    + '{"@graph":' * 50_000
    + "</script>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_is_lost_in_a_hostile_page(name: str) -> None:
    began = time.process_time()
    article, _ = read_page(page(HOSTILE[name]))
    assert time.process_time() - began < 15.0
    assert [words for words in (LEAD, DEEP, THIRD) if words not in article.text] == []


@pytest.mark.parametrize("flood", ['<a "', "<!--", "<script>", '<a href="'])
def test_what_swallows_the_rest_of_a_page_is_said(flood: str) -> None:
    rest = "".join(f"<p>{p}</p>" for p in BODY * 5)
    article, troubles = read_page(page(FIRST + flood + rest))
    assert THIRD in article.text or troubles


def test_entities_of_a_doctype_are_never_resolved() -> None:
    entities = '<!DOCTYPE html [<!ENTITY a "boum"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    article, _ = read_page(
        entities + page([*BODY, "&b; et &c; dans un paragraphe qui est bien plus long que les autres."])
    )
    assert "boum" not in article.text


def test_one_foreign_byte_harms_nothing_else() -> None:
    markup = (
        page([LEAD, "Le prix est de 3 @@ la tonne, selon la capitainerie du port d’Aubemont.", THIRD])
        .encode()
        .replace(b"@@", b"\x80")
    )
    article, troubles = read_page(markup)
    assert "3 € la tonne" in article.text
    assert len(troubles) == 1
