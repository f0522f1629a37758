# SPDX-License-Identifier: Apache-2.0
"""The body of a page: headings, quotations, lists and tables in it, captions and pointers out of it; live blogs as posts. All invented."""
# ruff: noqa: E501 (markup reads best unbroken)

import json
import time

import pytest

from dementi.errors import ReadingError
from dementi.reading import read
from dementi.record import Article, Dispatch, Form, Trouble

LEAD = "Le port d’Aubemont a rouvert lundi après la tempête, a annoncé la capitainerie dans un communiqué publié mardi matin."
SECOND = "«\xa0Nous avons sauvé l’essentiel\xa0», a déclaré le maire, qui salue le travail des marins et des ouvriers de la digue."
THIRD = "Les pêcheurs contestent ces chiffres et disent avoir perdu la moitié de leurs embarcations dans la nuit de jeudi à vendredi."
FOURTH = "Le gouvernement a promis une aide de trois millions de couronnes, sans préciser quand elle serait versée."
BODY = [LEAD, SECOND, THIRD, FOURTH]
CAPTION = "Le port d’Aubemont vu de la digue, le 9 mars 2026. Photo Paul Vidal / Le Courrier"


def read_page(markup: str) -> tuple[Article, tuple[Trouble, ...]]:
    return read(Dispatch(id="d", content=markup, form=Form.PAGE, url="https://www.lecourrier.invalid/a/port"))


def page(inner: str, *, head: str = "", bottom: str = "") -> str:
    return (
        f"<!doctype html><html lang=fr><head><title>Le port rouvre - Le Courrier</title>{head}</head><body><nav><a href=/>Accueil</a></nav>"
        f"<main><article><h1>Le port rouvre</h1><div class=content>{inner}</div></article>{bottom}</main></body></html>"
    )


def paragraphs(inner: str, **more: str) -> list[str]:
    return [p.exact for p in read_page(page(inner, **more))[0].paragraphs]


def p(*words: str) -> str:
    return "".join(f"<p>{each}</p>" for each in words)


@pytest.mark.parametrize(
    "figure",
    [f"<figure><img src=a.jpg><figcaption>{CAPTION}</figcaption></figure>", f"<div class=media><img src=a.jpg><span class=legend>{CAPTION}</span></div>",
     f"<div class=wp-caption><img src=a.jpg><p class=wp-caption-text>{CAPTION}</p></div>"],
)  # fmt: skip
def test_a_caption_is_no_paragraph(figure: str) -> None:
    assert paragraphs(p(LEAD) + figure + p(SECOND, THIRD, FOURTH)) == BODY


def test_headings_quotations_lists_and_tables_stand_in_their_places() -> None:
    inner = (
        p(LEAD) + "<h2>Une nuit sans sommeil</h2>" + p(SECOND) + f"<blockquote><p>{THIRD}</p></blockquote>"
        "<ul><li>Trois chalutiers coulés au large du phare.</li><li>Douze blessés légers, selon les secours.</li></ul>"
        "<table><tr><th>Année</th><th>Navires</th></tr><tr><td>2025</td><td>312</td></tr></table>" + p(FOURTH)
    )  # fmt: skip
    found = paragraphs(inner)
    assert found == [
        LEAD, "Une nuit sans sommeil", SECOND, THIRD, "Trois chalutiers coulés au large du phare.",
        "Douze blessés légers, selon les secours.", "Année Navires", "2025 312", FOURTH,
    ]  # fmt: skip


def test_a_body_of_line_breaks_alone_has_its_paragraphs() -> None:
    assert paragraphs("<br><br>".join(BODY)) == BODY


CHAPO = "Après quatre jours de fermeture, le trafic reprend peu à peu dans le premier port du pays."


@pytest.mark.parametrize(
    ("before", "description", "standfirst"),
    [
        (f"<p class=article__desc>{CHAPO}</p>", CHAPO, CHAPO),
        (
            f"<p class=chapo>{CHAPO}</p>",
            "Tempête en Valmarie : le port d’Aubemont a rouvert ce lundi, suivez notre récit.",
            CHAPO,
        ),
        (f"<h2>{CHAPO}</h2>", CHAPO, CHAPO),
        ("", LEAD, None),
        ("", CHAPO, None),
    ],
)
def test_a_standfirst_is_told_from_the_lead(before: str, description: str, standfirst: str | None) -> None:
    markup = page(p(*BODY), head=f'<meta property="og:description" content="{description}">').replace(
        "<div class=content>", f"{before}<div class=content>"
    )
    article, _ = read_page(markup)
    assert article.standfirst == standfirst
    assert [each.exact for each in article.paragraphs] == ([standfirst, *BODY] if standfirst else BODY)


def test_the_standfirsts_of_other_articles_are_not_this_ones() -> None:
    teasers = "".join(
        f"<div class=chapo>Le conseil de la vallée numéro {n} a voté hier son budget pour les écoles.</div>"
        for n in range(3)
    )
    assert read_page(page(p(*BODY), bottom=teasers))[0].standfirst is None


def test_pointers_offers_and_publicity_are_no_paragraphs() -> None:
    inner = (
        p(LEAD, '<strong>Lire aussi :</strong> <a href="/x">La digue d’Aubemont menacée</a>', SECOND, "La suite après cette publicité", THIRD, FOURTH)
        + p("Il vous reste 82 % de cet article à lire. La suite est réservée aux abonnés.", "Abonnez-vous pour 1 € par mois")
    )  # fmt: skip
    assert paragraphs(inner) == BODY


def test_what_the_site_says_is_kept_where_somebody_says_it() -> None:
    said = "«\xa0Vous recevrez un e-mail de confirmation, et rien d’autre\xa0», ironise un pêcheur d’Aubemont, dont la demande attend depuis un an."
    assert paragraphs(p(*BODY, said)) == [*BODY, said]


def test_comments_and_other_articles_are_not_the_body() -> None:
    bottom = (
        "<section class=related><h3>À lire aussi</h3><ul><li><a href=/1>Le maire d’Aubemont démissionne après la publication du rapport</a></li></ul></section>"
        "<div class=comments><article><p>Bravo aux marins de la digue, vraiment un travail magnifique, merci à eux tous !</p></article></div>"
    )  # fmt: skip
    assert paragraphs(p(*BODY), bottom=bottom) == BODY


POSTS = [
    ("18:05", "Les navires reviennent", "Le port d’Aubemont a rouvert lundi, a annoncé la capitainerie."),
    ("17:30", "Le préfet appelle à la prudence", "Le préfet demande d’éviter la digue jusqu’à mardi."),
    ("16:10", "Trois chalutiers rentrés", "Trois chalutiers sont rentrés au port sans dommage."),
]
INTRO = "Suivez en direct la tempête qui frappe la côte de Valmarie depuis jeudi soir, avec nos envoyés spéciaux à Aubemont."
LINES = [line for post in POSTS for line in post]


def live(kind: str) -> str:
    posts = "".join(
        f'<{kind} class=post><time datetime="2026-03-10T{clock}:00+01:00">{clock}</time><h2>{title}</h2><p>{words}</p></{kind}>'
        for clock, title, words in POSTS
    )
    return f"<p>{INTRO}</p><div class=live-blog>{posts}</div>"


def updates() -> str:
    posts = [
        {
            "@type": "BlogPosting",
            "headline": title,
            "datePublished": f"2026-03-10T{clock}:00+01:00",
            "articleBody": words,
        }
        for clock, title, words in POSTS
    ]
    item = {
        "@type": "LiveBlogPosting",
        "headline": "Le port rouvre",
        "datePublished": "2026-03-10T08:00:00+01:00",
        "liveBlogUpdate": posts,
    }
    return f'<script type="application/ld+json">{json.dumps(item)}</script>'


@pytest.mark.parametrize("kind", ["article", "div", "li"])
@pytest.mark.parametrize("head", ["", updates()])
def test_a_live_blog_gives_its_posts_in_order_with_their_times(kind: str, head: str) -> None:
    assert paragraphs(live(kind), head=head) == [INTRO, *LINES]


def test_a_live_blog_that_a_script_would_show_is_read_from_its_json_ld() -> None:
    article, _ = read_page(page(f"<p>{INTRO}</p><div id=live></div>", head=updates()))
    assert [words.exact for words in article.paragraphs] == [INTRO, *LINES]
    assert article.published == "2026-03-10T08:00:00+01:00"


def test_comments_with_their_times_are_no_posts() -> None:
    comments = "".join(
        f'<li class=comment><time datetime="2026-03-1{n}">x</time><p>Bravo aux marins de la digue d’Aubemont !</p></li>'
        for n in range(5)
    )
    assert paragraphs(p(*BODY), bottom=f"<ol class=live-comments>{comments}</ol>") == BODY


WALLS = [
    ("<title>lecourrier.invalid</title><body><p>Please enable JS and disable any ad blocker</p><script src=c.js></script>", "challenge"),
    ("<title>Accès refusé</title><body><h1>Access Denied</h1><p>You don't have permission to access this server. Reference #18.2</p>", "challenge"),
    ("<title>Vérification de sécurité</title><body><p>Vérification de votre navigateur avant l’accès à lecourrier.invalid. Cette opération est automatique.</p>", "challenge"),
    ("<title>Just a moment...</title><body><noscript>Enable JavaScript and cookies to continue</noscript><script>x()</script>", "challenge"),
    ("<title>Le Courrier</title><body><h1>Le respect de votre vie privée est notre priorité</h1><p>Avec votre accord, nos partenaires et nous utilisons des cookies pour stocker et accéder à des informations.</p><button>Continuer sans accepter</button>", "cookie wall"),
    ("<title>Le port rouvre</title><body><h1>Le port rouvre</h1><p>Cet article est réservé aux abonnés.</p><p>Déjà abonné ? Se connecter</p>", "only to subscribers"),
    ("<title>Le Courrier</title><body><div id=__next></div><script id=__NEXT_DATA__ type='application/json'>{}</script>", "needs a script"),
    ("<title>Le Courrier</title><body><app-root></app-root><noscript>Vous devez activer JavaScript pour afficher cette page.</noscript><script src=m.js></script>", "needs a script"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "said"), WALLS)
def test_a_wall_is_named(markup: str, said: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_page(f"<!doctype html><html lang=fr>{markup}</html>")
    assert said in str(caught.value)


def test_a_live_blog_of_a_thousand_posts_costs_little() -> None:
    post = '<div class="post live-post"><div class="post live-post"><span class=time>18:05</span><p>Le port d’Aubemont a rouvert lundi.</p></div></div>'
    began = time.process_time()
    found = paragraphs(f"<div class=live-blog>{post * 900}</div>")
    assert time.process_time() - began < 10.0
    assert len(found) == 1800


@pytest.mark.parametrize("fault", [ValueError("bad link"), RecursionError(), KeyError("x")])
def test_where_the_extractor_falls_over_a_page_its_lines_are_read(
    fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    import trafilatura

    def falls(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(trafilatura, "bare_extraction", falls)
    assert paragraphs(p(*BODY, *(f"{THIRD} Numéro {n}, dit-on." for n in range(8))))[:4] == BODY


def test_where_the_extractor_finds_next_to_nothing_the_lines_of_the_page_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import trafilatura

    monkeypatch.setattr(trafilatura, "bare_extraction", lambda *_, **__: None)
    assert paragraphs(p(*BODY, *(f"{THIRD} Numéro {n}, dit-on." for n in range(8))))[:4] == BODY
