# SPDX-License-Identifier: Apache-2.0
"""What a page says of itself, in the shapes in which the press writes it. The pages are invented, their shapes are real."""
# ruff: noqa: E501 (markup reads best unbroken)

import json

import pytest

from dementi.errors import ReadingError
from dementi.reading import read
from dementi.record import Article, Dispatch, Form

TITLE = "Aubemont\xa0: le port rouvre après quatre jours de tempête"
JEANNE, PAUL = "Jeanne Morel", "Paul Vidal"
URL = "https://www.lecourrier.invalid/valmarie/le-port-rouvre-12345.html"
PARAGRAPHS = [
    "Le port d’Aubemont a rouvert lundi après la tempête, a annoncé la capitainerie dans un communiqué publié mardi matin.",
    "«\xa0Nous avons sauvé l’essentiel\xa0», a déclaré le maire, qui salue le travail des marins et des ouvriers de la digue.",
    "Les pêcheurs contestent ces chiffres et disent avoir perdu la moitié de leurs embarcations dans la nuit de jeudi à vendredi.",
]


def page(head: str = "", top: str = f"<h1>{TITLE}</h1>", *, bottom: str = "", lang: str = "fr") -> str:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html lang={lang}><head>{head}</head><body><header><a href=/>Le Courrier</a></header>"
        f"<main><article>{top}<div class=body>{body}</div>{bottom}</article></main></body></html>"
    )


def read_page(markup: str, url: str | None = URL) -> Article:
    return read(Dispatch(id="d", content=markup, form=Form.PAGE, url=url))[0]


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def meta(**values: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in values.items())


def article(**values: object) -> dict[str, object]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **values}


HEADLINES = {
    "the outlet behind a dash": ("<title>Le port rouvre - Le Courrier</title>", "", "Le port rouvre"),
    "behind a bar": ("<title>Le port rouvre | Le Courrier</title>", "", "Le port rouvre"),
    "behind a long dash": ("<title>Le port rouvre — Le Courrier</title>", "", "Le port rouvre"),
    "behind a colon, known by the host": ("<title>Le port rouvre : Le Courrier</title>", "", "Le port rouvre"),
    "with its slogan": (
        "<title>Le port rouvre - Le Courrier, l’actualité de Valmarie</title>" + meta(og__title="Le port rouvre"),
        "",
        "Le port rouvre",
    ),
    "with sections": ("<title>Le port rouvre | Valmarie | Actualités | Le Courrier</title>", "", "Le port rouvre"),
    "before the title": ("<title>Le Courrier - Le port rouvre lundi</title>", "", "Le port rouvre lundi"),
    "the printed heading and not the one for search engines": (
        "<title>Port Aubemont : réouverture après la tempête - Le Courrier</title>" + meta(og__title="Tempête : le port rouvre"),
        "<h1>Le port d’Aubemont rouvre après la tempête</h1>",
        "Le port d’Aubemont rouvre après la tempête",
    ),
    "a dash of its own stays": (
        "<title>Aubemont - Tersane : 2-1, les buts du match - Le Courrier</title>",
        "<h1>Aubemont - Tersane : 2-1, les buts du match</h1>",
        "Aubemont - Tersane : 2-1, les buts du match",
    ),
    "a dash of its own stays without a heading": (
        "<title>Tempête - Le port d’Aubemont rouvre</title>",
        "",
        "Tempête - Le port d’Aubemont rouvre",
    ),
    "a colon of its own stays": ("<title>Tempête : le port rouvre</title>", "", "Tempête : le port rouvre"),
    "the logo is a heading too": (
        meta(og__title="Le port rouvre", og__site_name="Le Courrier"),
        "<h1>Le Courrier</h1><h2>Le port rouvre</h2>",
        "Le port rouvre",
    ),
    "a logo alone says nothing": ("<title>Le port rouvre | Le Courrier</title>", "<h1><a href=/>Le Courrier</a></h1>", "Le port rouvre"),
    "a badge in the heading": (
        linked(article(headline="Le port rouvre lundi")) + meta(og__title="Le port rouvre lundi"),
        "<h1><span class=badge>Abonnés</span> Le port rouvre lundi</h1>",
        "Le port rouvre lundi",
    ),
    "a kicker that all sources have": (
        linked(article(headline="INFO LE COURRIER. Le port rouvre lundi")) + meta(og__title="INFO LE COURRIER. Le port rouvre lundi"),
        "<h1><strong>INFO LE COURRIER.</strong> Le port rouvre lundi</h1>",
        "INFO LE COURRIER. Le port rouvre lundi",
    ),
    "non-breaking spaces as printed": (meta(og__title="Aubemont : le port rouvre"), "<h1>Aubemont&nbsp;: le port rouvre</h1>", "Aubemont\xa0: le port rouvre"),
    "a break is a space": (meta(og__title="Le port rouvre lundi"), "<h1>Le port<br>rouvre lundi</h1>", "Le port rouvre lundi"),
    "a drop cap is none": (meta(og__title="Le port rouvre lundi"), "<h1><span>L</span>e port rouvre lundi</h1>", "Le port rouvre lundi"),
    "what is not seen is not printed": (
        meta(og__title="Le port rouvre lundi"),
        "<h1>Le port rouvre lundi<button>Partager</button><span class=sr-only>Lien copié</span></h1>",
        "Le port rouvre lundi",
    ),
    "a badge that touches the heading": (
        linked(article(headline="Le port rouvre lundi")) + meta(og__title="Le port rouvre lundi"),
        "<h1><span>Reportage</span>Le port rouvre lundi</h1>",
        "Le port rouvre lundi",
    ),
    "quotation marks at its start stay": (
        linked(article(headline="«\xa0Tout est perdu\xa0»\xa0: les pêcheurs racontent")) + meta(og__title="« Tout est perdu » : les pêcheurs racontent"),
        "<h1><span class=badge>Abonnés</span> «\xa0Tout est perdu\xa0»\xa0: les pêcheurs racontent</h1>",
        "«\xa0Tout est perdu\xa0»\xa0: les pêcheurs racontent",
    ),
    "printed as the window has it": (
        "<title>Tempête : les pêcheurs racontent</title>" + meta(og__title="Les pêcheurs racontent"),
        "<h1>Tempête : les pêcheurs racontent</h1>",
        "Tempête : les pêcheurs racontent",
    ),
    "twice escaped": (linked(article(headline="Le port d&amp;#039;Aubemont rouvre")), "", "Le port d'Aubemont rouvre"),
    "tags in JSON-LD": (linked(article(headline="Le port <em>rouvre</em> lundi")), "", "Le port rouvre lundi"),
    "cut in JSON-LD": (
        linked(article(headline="Le port d’Aubemont rouvre après…")) + "<title>Le port d’Aubemont rouvre après la tempête</title>",
        "",
        "Le port d’Aubemont rouvre après la tempête",
    ),
    "microdata": ("", "<div itemprop=headline>Le port rouvre</div>", "Le port rouvre"),
    "no title at all but a heading": ("", "<h1>Le port rouvre</h1>", "Le port rouvre"),
    "other headings follow": (
        "<title>Le port rouvre - Le Courrier</title>",
        "<h1>Le port rouvre</h1><h1>Créer un compte</h1>",
        "Le port rouvre",
    ),
    "the article among several in JSON-LD": (
        linked([article(headline="La digue a tenu bon"), article(headline="Le port rouvre lundi", datePublished="2026-03-09")])
        + meta(og__title="Le port rouvre lundi"),
        "",
        "Le port rouvre lundi",
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", HEADLINES)
def test_the_headline_in_each_shape(shape: str) -> None:
    head, top, headline = HEADLINES[shape]
    assert read_page(page(head, top)).headline == headline


def person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


AUTHORS = {
    "one person": (linked(article(author=person(JEANNE))), "", (JEANNE,)),
    "a list of persons": (linked(article(author=[person(JEANNE), person(PAUL)])), "", (JEANNE, PAUL)),
    "a text": (linked(article(author=JEANNE)), "", (JEANNE,)),
    "a list of texts": (linked(article(author=[JEANNE, PAUL])), "", (JEANNE, PAUL)),
    "a text with two": (linked(article(author="Jeanne Morel et Paul Vidal")), "", (JEANNE, PAUL)),
    "one person with two names": (linked(article(author=person("Jeanne Morel, Paul Vidal"))), "", (JEANNE, PAUL)),
    "given and family name": (linked(article(author={"@type": "Person", "givenName": "Jeanne", "familyName": "Morel"})), "", (JEANNE,)),
    "a list of names": (linked(article(author={"@type": "Person", "name": [JEANNE, PAUL]})), "", (JEANNE, PAUL)),
    "an @list": (linked(article(author={"@list": [person(JEANNE), person(PAUL)]})), "", (JEANNE, PAUL)),
    "by reference in a graph": (
        linked({"@context": "https://schema.org", "@graph": [article(author={"@id": "#jm"}), {**person(JEANNE), "@id": "#jm"}]}), "", (JEANNE,),
    ),
    "by reference in another block": (linked(article(author=[{"@id": "#jm"}])) + linked({**person(JEANNE), "@id": "#jm"}), "", (JEANNE,)),
    "a type in small letters": (linked(article(author={"@type": "person", "name": "Par JEANNE MOREL"})), "", (JEANNE,)),
    "the outlet as a person": (linked(article(author=person("Le Courrier"), publisher={"@type": "Organization", "name": "Le Courrier"})), "", ()),
    "the outlet as an organisation and a byline": (
        linked(article(author={"@type": "Organization", "name": "Le Courrier"})), "<p class=byline>Par Jeanne Morel</p>", (JEANNE,),
    ),
    "another body signs": (linked(article(author={"@type": "Organization", "name": "Collectif des Digues"})), "", ("Collectif des Digues",)),
    "an agency alone": (linked(article(author={"@type": "Organization", "name": "AFP"})), "", ("AFP",)),
    "an agency alone, as a text": (meta(author="AFP"), "", ("AFP",)),
    "an agency beside a byline": (meta(author="AFP"), "<p class=byline>Par Jeanne Morel</p>", (JEANNE,)),
    "the outlet with an agency": (meta(author="Le Courrier avec AFP", og__site_name="Le Courrier"), "", ()),
    "creator": (linked(article(creator=[JEANNE])), "", (JEANNE,)),
    "meta": (meta(author="Par Jeanne Morel et Paul Vidal"), "", (JEANNE, PAUL)),
    "several meta": (meta(article__author=JEANNE) + meta(article__author=PAUL), "", (JEANNE, PAUL)),
    "a social address for an author": (meta(article__author="https://www.facebook.com/lecourrier"), "<a rel=author href=/jm>Jeanne Morel</a>", (JEANNE,)),
    "the outlet in meta": (meta(author="Le Courrier", og__site_name="Le Courrier"), "<span class=author>Jeanne Morel</span>", (JEANNE,)),
    "a shared card's label": (
        '<meta name="twitter:label1" content="Écrit par"><meta name="twitter:data1" content="Jeanne Morel"><meta name="twitter:label2" content="Durée de lecture"><meta name="twitter:data2" content="3 minutes">',
        "", (JEANNE,),
    ),
    "microdata": ("", '<span itemprop=author itemscope itemtype="http://schema.org/Person">Par <span itemprop=name>Jeanne Morel</span>, journaliste</span>', (JEANNE,)),
    "microdata for two": ("", "<div><span itemprop=author>Jeanne Morel</span> et <span itemprop=author>Paul Vidal</span></div>", (JEANNE, PAUL)),
    "rel=author for two": ("", "<p>Par <a rel=author href=/j>Jeanne Morel</a> et <a rel=author href=/p>Paul Vidal</a></p>", (JEANNE, PAUL)),
    "a signature": ("", "<div class='article__author'><span>Par</span> <span>Jeanne Morel</span><time>12 mars</time></div>", (JEANNE,)),
    "a class with its day": ("", "<div class='byline'>Par Jeanne Morel<br>Publié le 12 mars 2026 à 18h05</div>", (JEANNE,)),
    "given and family name apart": ("", "<p class=author-name><span>Jeanne</span> <span>MOREL</span></p>", ("Jeanne MOREL",)),
    "the outlet touches the name": (
        meta(author="Le Courrier de l’Ouest"), "<div class=auteur><p>Le Courrier de l’Ouest <b>Jeanne MOREL</b></p><p>Publié le 10/03/2026 à 18h05</p></div>",
        ("Jeanne MOREL",),
    ),
    "labels of a form of fields": ("", "<div class=field--name-field-author><div>Auteur</div><div>Jeanne Morel</div></div>", (JEANNE,)),
    "roles in brackets beside links": (
        "", "<p class=meta__authors>Par <a>Jeanne Morel</a> (Aubemont, envoyée spéciale) et <a>Paul Vidal</a></p>", (JEANNE, PAUL),
    ),
    "a byline without a class": ("", "<p>Par Jeanne Morel</p><p>Publié le 12 mars 2026</p>", (JEANNE,)),
    "the byline has one more": (linked(article(author=person(JEANNE))), "<p class=byline>Par Jeanne Morel et Paul Vidal</p>", (JEANNE, PAUL)),
    "the byline has the case": (linked(article(author=person("JEANNE MOREL"))), "<p class=byline>Par Jeanne Morel</p>", (JEANNE,)),
    "the byline has another": (linked(article(author=person(JEANNE))), "<p class=byline>Par Ina Roux</p>", (JEANNE,)),
    "about the author": ("", "<div class=author-bio>Jeanne Morel suit la politique de Valmarie depuis dix ans.</div>", ()),
    "nobody": ("", "", ()),
}  # fmt: skip


@pytest.mark.parametrize("shape", AUTHORS)
def test_the_authors_in_each_shape(shape: str) -> None:
    head, byline, names = AUTHORS[shape]
    assert read_page(page(head, f"<h1>{TITLE}</h1>{byline}")).authors == names


ELSEWHERE = (
    '<section class="comments"><h3>2 commentaires</h3><p class=author>Ina Roux</p><p>Bravo aux marins de la digue !</p><a rel=author>Tom Brun</a></section>'
    '<aside><article><h3>La digue a tenu</h3><span class=byline>Par Luc Brun</span></article></aside>'
    '<form><label class=author>Nom *</label></form><div class="related-articles"><span class="author">Léa Petit</span></div>'
)  # fmt: skip


def test_who_comments_or_wrote_other_articles_is_no_author() -> None:
    assert read_page(page(bottom=ELSEWHERE)).authors == ()
    assert read_page(page("", f"<h1>{TITLE}</h1><p class=byline>Par Jeanne Morel</p>", bottom=ELSEWHERE)).authors == (
        JEANNE,
    )


def test_an_agency_among_the_authors_is_the_agency() -> None:
    found = read_page(page(linked(article(author=[person(JEANNE), {"@type": "Organization", "name": "AFP"}]))))
    assert (found.authors, found.agency) == ((JEANNE,), "AFP")


def test_an_agency_beside_the_outlet_is_the_agency() -> None:
    found = read_page(page(meta(author="Le Courrier avec AFP", og__site_name="Le Courrier")))
    assert (found.authors, found.agency) == ((), "AFP")


OUTLETS = {
    "publisher": (linked(article(publisher={"@type": "Organization", "name": "Le Courrier"})), "Le Courrier"),
    "publisher by reference": (
        linked({"@graph": [article(publisher={"@id": "#org"}), {"@type": "Organization", "@id": "#org", "name": "Le Courrier"}]}), "Le Courrier",
    ),
    "Open Graph": (meta(og__site_name="Le Courrier"), "Le Courrier"),
    "with its slogan": (meta(og__site_name="Le Courrier - L’actualité de Valmarie en direct"), "Le Courrier"),
    "a site in JSON-LD": (linked(article()) + linked({"@type": "WebSite", "name": "Le Courrier"}), "Le Courrier"),
    "behind the title, known by the host": (f"<title>{TITLE} - Le Courrier</title>", "Le Courrier"),
    "an agency is no outlet of others": (
        linked(article(publisher={"@type": "Organization", "name": "Associated Press"})) + meta(og__site_name="Le Courrier"), "Le Courrier",
    ),
    "a platform is none": (linked(article(publisher={"name": "Carnets"})) + meta(og__site_name="Le Courrier"), "Le Courrier"),
    "an address is none": (meta(og__site_name="https://www.lecourrier.invalid"), None),
    "a handle is none": (meta(og__site_name="@lecourrier"), None),
    "words of the title are none": (f"<title>{TITLE} - ce qu’en disent les marins du courrier</title>", None),
}  # fmt: skip


@pytest.mark.parametrize("shape", OUTLETS)
def test_the_outlet_in_each_shape(shape: str) -> None:
    head, outlet = OUTLETS[shape]
    assert read_page(page(head)).outlet == outlet


ADDRESSES = {
    "canonical": ('<link rel="canonical" href="https://www.lecourrier.invalid/port">', "https://www.lecourrier.invalid/port"),
    "a relative one": ('<link rel=canonical href="/port">', "https://www.lecourrier.invalid/port"),
    "Open Graph": (meta(og__url="https://www.lecourrier.invalid/port"), "https://www.lecourrier.invalid/port"),
    "JSON-LD": (linked(article(mainEntityOfPage={"@type": "WebPage", "@id": "https://www.lecourrier.invalid/port"})), "https://www.lecourrier.invalid/port"),
    "JSON-LD, as a text": (linked(article(mainEntityOfPage="https://www.lecourrier.invalid/port")), "https://www.lecourrier.invalid/port"),
    "the front page is a mistake": ('<link rel=canonical href="https://www.lecourrier.invalid/">', URL),
    "a script is none": ('<link rel=canonical href="javascript:alert(1)">', URL),
    "a broken one is none": ('<link rel=canonical href="http://[::1">', URL),
    "none": ("", URL),
}  # fmt: skip


@pytest.mark.parametrize("shape", ADDRESSES)
def test_the_address_in_each_shape(shape: str) -> None:
    head, address = ADDRESSES[shape]
    assert read_page(page(head)).url == address


@pytest.mark.parametrize(
    ("markup", "language"),
    [(page(lang="fr-FR"), "fr"), (page('<meta http-equiv="content-language" content="fr">', lang='""'), "fr"), (page(meta(og__locale="fr_FR"), lang='""'), "fr")],
)  # fmt: skip
def test_the_language_in_each_shape(markup: str, language: str) -> None:
    assert read_page(markup).language == language


def test_every_shape_at_once_breaks_nothing() -> None:
    heads = [head for head, _, _ in (*HEADLINES.values(), *AUTHORS.values())] + [head for head, _ in OUTLETS.values()]
    found = read_page(page("".join(heads), "".join(top for _, top, _ in (*HEADLINES.values(), *AUTHORS.values()))))
    assert found.headline
    assert PARAGRAPHS[0] in found.text
    with pytest.raises(ReadingError):
        read_page(f"<html><head>{''.join(heads)}</head><body></body></html>")
