# SPDX-License-Identifier: Apache-2.0
"""Invented dispatches of invented places, with what is said in them and how it is linked."""

from __future__ import annotations

from dataclasses import dataclass, field

from dementi.language import analyse
from dementi.links import find_links
from dementi.record import Article, Findings, Link, Span, Speaker, Stance, Statement, StatementType
from dementi.statements.dates import find_dates
from dementi.statements.figures import find_figures

__all__ = ["CASES", "Case", "Told", "links_of", "pairs_of"]


@dataclass(frozen=True)
class Told:
    """A statement by its words: speaker, side, cue, content (none: bare), stance."""

    id: str
    speaker: str
    cue: str
    content: str = ""
    stance: Stance = Stance.ASSERTS
    side: str | None = None


@dataclass(frozen=True)
class Case:
    """A dispatch; ``links`` are all that may be found, as (relation, from, to)."""

    name: str
    text: str
    told: tuple[Told, ...]
    links: frozenset[tuple[str, str, str]] = field(default_factory=frozenset)


def links_of(case: Case) -> tuple[tuple[Link, ...], Findings]:
    """Return the links of a case, and the findings they stand on."""
    article = _article(case.text)
    analysis = analyse(case.text, "fr")
    statements = tuple(_statement(case.text, told) for told in case.told)
    findings = Findings(
        statements=statements,
        figures=find_figures(article, analysis, statements),
        dates=find_dates(article, analysis),
    )
    return find_links(article, analysis, findings), findings


def pairs_of(case: Case) -> set[tuple[str, str, str]]:
    """Return the links of a case as (relation, from, to); figures by their words."""
    links, findings = links_of(case)
    names = {f.id: f.words.exact for f in findings.figures} | {s.id: s.id for s in findings.statements}
    return {(link.relation.value, names[link.source], names[link.target]) for link in links}


def _article(text: str) -> Article:
    headline, _, body = text.partition("\n\n")
    paragraphs, position = [], len(headline) + 2
    for paragraph in body.split("\n\n"):
        paragraphs.append(Span(position, position + len(paragraph), paragraph))
        position += len(paragraph) + 2
    return Article(headline=headline, text=text, paragraphs=tuple(paragraphs), teaser="", published="2031-05-14")


def _statement(text: str, told: Told) -> Statement:
    content = tuple(_span(text, piece) for piece in told.content.split("|") if piece)
    cue = _span(text, told.cue, content[0].start if content else None)
    return Statement(
        id=told.id,
        type=StatementType.INDIRECT if content else None,
        stance=told.stance,
        content=content,
        source=None,
        cue=cue,
        speaker=Speaker(told.speaker, None, told.side),
        said=None,
        found_by="test",
    )


def _span(text: str, words: str, near: int | None = None) -> Span:
    places = [i for i in range(len(text)) if text.startswith(words, i)]
    start = min(places, key=lambda i: abs(i - near)) if near is not None else places[0]
    return Span(start, start + len(words), words)


D, C, R = Stance.DENIES, Stance.CONFIRMS, Stance.REFUSES_COMMENT
V, O = "Valmarie", "Orsanne"  # noqa: E741

CASES = (
    Case(
        "these affirmations",
        "La Valmarie dit avoir repris le col\n\n"
        "L'armée valmarienne a annoncé avoir repris le col de Brume. Le ministère orsannien de la Défense a démenti "
        "ces affirmations.",
        (
            Told("v", "armée valmarienne", "a annoncé", "avoir repris le col de Brume", side=V),
            Told("o", "ministère orsannien de la Défense", "a démenti", "ces affirmations", D, side=O),
        ),
        frozenset({("denies", "o", "v")}),
    ),
    Case(
        "which X denies, in the same sentence",
        "Le port de Tersane bloqué\n\n"
        "Le syndicat des dockers accuse la direction d'avoir fermé trois quais, ce que dément la direction.",
        (
            Told("s", "syndicat des dockers", "accuse", "la direction d'avoir fermé trois quais"),
            Told("d", "direction", "dément", "", D),
        ),
        frozenset({("denies", "d", "s")}),
    ),
    Case(
        "a bare denial in the sentence after",
        "Accord sur le gaz\n\n"
        "Selon le gouvernement d'Aubemont, un accord a été signé mardi sur le gaz. La compagnie Gazor dément.",
        (
            Told("g", "gouvernement d'Aubemont", "Selon", "un accord a été signé mardi sur le gaz"),
            Told("c", "Gazor", "dément", "", D),
        ),
        frozenset({("denies", "c", "g")}),
    ),
    Case(
        "a denial that restates the claim",
        "Le maire en cause\n\n"
        "Une ancienne adjointe affirme que le maire a détourné des fonds du port. Le maire Paul Estève a nié tout "
        "détournement de fonds.",
        (
            Told("a", "ancienne adjointe", "affirme", "le maire a détourné des fonds du port"),
            Told("m", "Paul Estève", "a nié", "tout détournement de fonds", D),
        ),
        frozenset({("denies", "m", "a")}),
    ),
    Case(
        "a plain negation of what the other side said",
        "Frappes sur Kerval\n\n"
        "Selon Aubemont, les deux armées coordonnent leurs frappes aériennes dans la région de Kerval.\n\n"
        "« Notre armée ne coordonne pas ses frappes aériennes avec la Valmarie dans la région de Kerval », a déclaré "
        "le porte-parole orsannien.",
        (
            Told(
                "v",
                "Aubemont",
                "Selon",
                "les deux armées coordonnent leurs frappes aériennes dans la région de Kerval",
                side=V,
            ),
            Told(
                "o",
                "porte-parole orsannien",
                "a déclaré",
                "Notre armée ne coordonne pas ses frappes aériennes avec la Valmarie dans la région de Kerval",
                side=O,
            ),
        ),
        frozenset({("denies", "o", "v")}),
    ),
    Case(
        "the claims of a named speaker, two speakers before",
        "Débat houleux\n\n"
        "La députée Anne Kerven a accusé le préfet de partialité. Le sénateur Luc Morvan a réclamé une enquête. "
        "Le préfet Jean Abgrall a rejeté les accusations d'Anne Kerven.",
        (
            Told("k", "Anne Kerven", "a accusé", "le préfet de partialité"),
            Told("m", "Luc Morvan", "a réclamé", "une enquête"),
            Told("p", "Jean Abgrall", "a rejeté", "les accusations d'Anne Kerven", D),
        ),
        frozenset({("denies", "p", "k")}),
    ),
    Case(
        "called false",
        "Le barrage en question\n\n"
        "L'association Eau claire affirme que le barrage est fissuré. « C'est faux », a répondu le directeur du site.",
        (
            Told("e", "association Eau claire", "affirme", "le barrage est fissuré"),
            Told("d", "directeur du site", "a répondu", "C'est faux", D),
        ),
        frozenset({("denies", "d", "e")}),
    ),
    Case(
        "a confirmation of these pieces of information",
        "Un satellite perdu\n\n"
        "La revue Ciel a révélé que le satellite Alba était perdu. L'agence spatiale a confirmé cette information.",
        (
            Told("c", "revue Ciel", "a révélé", "le satellite Alba était perdu"),
            Told("a", "agence spatiale", "a confirmé", "cette information", C),
        ),
        frozenset({("confirms", "a", "c")}),
    ),
    Case(
        "a denial of what nobody said is linked to nothing",
        "Rumeurs sur la monnaie\n\n"
        "Le ministre de l'Économie a annoncé un plan pour les ports. La banque centrale a démenti toute dévaluation "
        "de la monnaie.",
        (
            Told("m", "ministre de l'Économie", "a annoncé", "un plan pour les ports"),
            Told("b", "banque centrale", "a démenti", "toute dévaluation de la monnaie", D),
        ),
    ),
    Case(
        "a side does not deny itself",
        "Deux voix au gouvernement\n\n"
        "Le ministère valmarien de la Défense a annoncé un retrait. L'armée valmarienne a démenti ces informations.",
        (
            Told("m", "ministère valmarien de la Défense", "a annoncé", "un retrait", side=V),
            Told("a", "armée valmarienne", "a démenti", "ces informations", D, side=V),
        ),
    ),
    Case(
        "the same topic is no denial",
        "Négociations à Tersane\n\n"
        "L'Orsanne affirme que les pourparlers de paix avancent à Tersane. La Valmarie n'a pas envoyé de ministre aux "
        "pourparlers de paix de Tersane, a précisé Aubemont.",
        (
            Told("o", "Orsanne", "affirme", "les pourparlers de paix avancent à Tersane", side=O),
            Told(
                "v",
                "Aubemont",
                "a précisé",
                "La Valmarie n'a pas envoyé de ministre aux pourparlers de paix de Tersane",
                side=V,
            ),
        ),
    ),
    Case(
        "criticism of these words is no denial",
        "Propos contestés\n\nLe maire a affirmé que le port était trop petit. L'opposition a condamné ces propos.",
        (
            Told("m", "maire", "a affirmé", "le port était trop petit"),
            Told("o", "opposition", "a condamné", "ces propos"),
        ),
    ),
    Case(
        "no comment is no denial",
        "Rachat en vue\n\n"
        "Selon le quotidien L'Estran, Gazor veut racheter Portmer. Gazor n'a ni confirmé ni démenti ces informations.",
        (
            Told("e", "L'Estran", "Selon", "Gazor veut racheter Portmer"),
            Told("g", "Gazor", "n'a ni confirmé ni démenti", "ces informations", R),
        ),
    ),
    Case(
        "a claim far above is not taken up",
        "Longue journée\n\n"
        "Le maire a affirmé que le port était sûr.\n\nLe vent a soufflé.\n\nLa pluie est tombée.\n\n"
        "Les routes ont été coupées.\n\nLe préfet a démenti ces rumeurs.",
        (
            Told("m", "maire", "a affirmé", "le port était sûr"),
            Told("p", "préfet", "a démenti", "ces rumeurs", D),
        ),
    ),
    Case(
        "diverging tolls of one event",
        "Attaque de Kerval\n\n"
        "L'attaque du marché de Kerval a fait 12 morts, selon la police. L'hôpital a affirmé que l'attaque du marché "
        "avait fait au moins 30 morts.",
        (
            Told("p", "police", "selon", "L'attaque du marché de Kerval a fait 12 morts"),
            Told("h", "hôpital", "a affirmé", "l'attaque du marché avait fait au moins 30 morts"),
        ),
        frozenset({("diverges", "au moins 30", "12")}),
    ),
    Case(
        "tolls of two events do not diverge",
        "Deux attaques\n\n"
        "L'attaque de lundi a fait 12 morts, selon la police. Le maire a affirmé que l'attaque de mardi avait fait 30 "
        "morts.",
        (
            Told("p", "police", "selon", "L'attaque de lundi a fait 12 morts"),
            Told("m", "maire", "a affirmé", "l'attaque de mardi avait fait 30 morts"),
        ),
    ),
    Case(
        "tolls that can both be do not diverge",
        "Attaque de Kerval\n\n"
        "L'attaque du marché a fait plus de 20 morts, selon la police. L'hôpital a affirmé que l'attaque du marché "
        "avait fait 30 morts.",
        (
            Told("p", "police", "selon", "L'attaque du marché a fait plus de 20 morts"),
            Told("h", "hôpital", "a affirmé", "l'attaque du marché avait fait 30 morts"),
        ),
    ),
    Case(
        "a claim called false with more behind it",
        "Tirs de Kerval\n\n"
        "L'armée de Valmarie a affirmé que les tirs avaient été réglés avec Orsanne. « Cette affirmation est fausse et "
        "nous la rejetons », a répondu Anne Kerven.",
        (
            Told("a", "armée de Valmarie", "a affirmé", "les tirs avaient été réglés avec Orsanne"),
            Told("k", "Anne Kerven", "a répondu", "Cette affirmation est fausse et nous la rejetons"),
        ),
        frozenset({("denies", "k", "a")}),
    ),
    Case(
        "a thing called false that nobody said",
        "Tirs de Kerval\n\n"
        "L'armée de Valmarie a affirmé que les tirs avaient cessé. « Une fausse note est fausse et nous la rejouons », a "
        "plaisanté Anne Kerven.",
        (
            Told("a", "armée de Valmarie", "a affirmé", "les tirs avaient cessé"),
            Told("k", "Anne Kerven", "a plaisanté", "Une fausse note est fausse et nous la rejouons"),
        ),
    ),
)
