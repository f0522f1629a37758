# SPDX-License-Identifier: Apache-2.0
"""An invented dispatch with its reading, made by hand: the pages are tried on it without the stages."""

from dementi.record import (
    Article,
    Figure,
    Findings,
    Furniture,
    FurnitureReason,
    Link,
    Modality,
    Reading,
    Relation,
    Said,
    Span,
    Speaker,
    Stance,
    Statement,
    StatementType,
)

HEADLINE = "Gués de Marvelle : l'armée valmarienne annonce un pont commun, Tersane dément"

PARAGRAPHS = (
    "L'armée valmarienne a annoncé lundi avoir jeté un pont sur la Sorve, \"avec l'aide du génie orsannais\".",
    (
        'Dans un communiqué, le ministère valmarien des Travaux assure que "les plans (trois feuillets, ndlr) ont été '
        'remis dimanche par la partie orsannaise".'
    ),
    (
        "La Fédération d'Orsanne a démenti ces affirmations. \"Nos sapeurs n'ont pris part à aucun chantier\", a "
        "déclaré à la presse Irène Castavel, porte-parole du génie orsannais."
    ),
    (
        "Selon le colonel Aubin Maresq, l'ouvrage a coûté au moins 40 blessés. Le médecin-chef de Marvelle en compte "
        '"douze".'
    ),
    "De source proche du chantier, un second pont serait prévu.",
    "La Sorve sépare les deux pays depuis 1911.",
)

TEXT = "\n\n".join((HEADLINE, *PARAGRAPHS))


def span(words, after=""):
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span.of(TEXT, start, start + len(words))


def _paragraphs():
    at = len(HEADLINE) + 2
    for paragraph in PARAGRAPHS:
        yield Span.of(TEXT, at, at + len(paragraph))
        at += len(paragraph) + 2


ARMY = Speaker("L'armée valmarienne", side="Valmarie")
MINISTRY = Speaker("le ministère valmarien des Travaux", side="Valmarie")
ORSANNE = Speaker("La Fédération d'Orsanne", side="Orsanne")
CASTAVEL = Speaker("Irène Castavel", role="porte-parole du génie orsannais", side="Orsanne")
MARESQ = Speaker("Aubin Maresq", role="colonel")
DOCTOR = Speaker("Le médecin-chef de Marvelle")
MONDAY = Said(span("lundi", "a annoncé lundi"), "2026-03-09")


def _statement(name, kind, speaker, cue, *content, **more):
    return Statement(
        id=name,
        type=kind,
        stance=more.pop("stance", Stance.ASSERTS),
        content=tuple(content),
        source=span(speaker.name) if speaker else None,
        cue=cue,
        speaker=speaker,
        said=more.pop("said", None),
        found_by="reported.que_clause",
        **more,
    )


DIRECT, INDIRECT = StatementType.DIRECT, StatementType.INDIRECT

STATEMENTS = (
    _statement("title", INDIRECT, ARMY, span("annonce"), span("un pont commun")),
    _statement(
        "bridge", INDIRECT, ARMY, span("a annoncé"), span("avoir jeté un pont sur la Sorve", "avoir jeté"), said=MONDAY
    ),
    _statement("help", DIRECT, ARMY, span("a annoncé"), span("avec l'aide du génie orsannais"), said=MONDAY),
    _statement(
        "plans",
        DIRECT,
        MINISTRY,
        span("assure que"),
        span("les plans"),
        span("ont été remis dimanche par la partie orsannaise"),
        medium=span("Dans un communiqué"),
    ),
    _statement(
        "bare", None, ORSANNE, span("a démenti"), stance=Stance.DENIES, denied=span("ces affirmations"), said=MONDAY
    ),
    _statement(
        "sappers",
        DIRECT,
        CASTAVEL,
        span("a déclaré"),
        span("Nos sapeurs n'ont pris part à aucun chantier"),
        stance=Stance.DENIES,
        said=MONDAY,
        addressee=span("à la presse"),
    ),
    _statement("forty", INDIRECT, MARESQ, span("Selon"), span("l'ouvrage a coûté au moins 40 blessés")),
    _statement("twelve", DIRECT, DOCTOR, span("en compte"), span("douze")),
    _statement(
        "second",
        INDIRECT,
        None,
        span("De source proche du chantier"),
        span("un second pont serait prévu"),
        modality=Modality.CONDITIONAL,
    ),
)

FIGURES = (
    Figure(id="f40", words=span("au moins 40"), low=40, high=None, counted="blessés", statement="forty"),
    Figure(id="f12", words=span("douze"), low=12, high=12, counted="blessés", statement="twelve"),
)

LINKS = (
    Link(
        relation=Relation.DENIES,
        source="bare",
        target="plans",
        grounds=(span("a démenti"), span("ces affirmations")),
        found_by="denial.these_claims",
    ),
    Link(
        relation=Relation.DENIES,
        source="sappers",
        target="help",
        grounds=(span("aucun chantier"),),
        found_by="denial.negation",
    ),
    Link(
        relation=Relation.DIVERGES,
        source="f12",
        target="f40",
        grounds=(span("blessés"),),
        found_by="figures.same_thing",
    ),
)

ARTICLE = Article(
    headline=HEADLINE,
    text=TEXT,
    paragraphs=tuple(_paragraphs()),
    teaser=PARAGRAPHS[0],
    language="fr",
    published="2026-03-09T18:05+01:00",
    outlet="Le Quai de Marvelle",
    agency="AVP",
    furniture=(Furniture("Rechercher", FurnitureReason.NAVIGATION),),
)

READING = Reading(
    id="gues-de-marvelle", article=ARTICLE, findings=Findings(statements=STATEMENTS, figures=FIGURES), links=LINKS
)
