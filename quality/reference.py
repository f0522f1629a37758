# SPDX-License-Identifier: Apache-2.0
"""Which pages of the manual come from code? Commands, settings, rules and addresses, each in French and English.

Sentences stand in the code in English; their French is in docs/manual/fr.toml, or in the catalogue of the pages.
"""

from __future__ import annotations

import inspect
import os
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import click

from dementi import messages, settings

__all__ = ["missing", "written"]

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
FRENCH = DOCS / "manual" / "fr.toml"
MADE = "<!-- Made by `make reference` from the code: not written by hand. -->\n\n"


def written() -> dict[Path, str]:
    """Return every page that comes from code, as it should stand, by its place."""
    makers: dict[str, Callable[[str], str]] = {
        "commands": _commands,
        "settings": _settings,
        "rules": _rules,
        "addresses": _addresses,
        "api": _api,
    }
    pages = {_limits_of(language): _limits(language) for language in ("en", "fr")}
    return pages | {
        (DOCS / ("fr/reference" if language == "fr" else "reference") / f"{name}.md"): MADE + make(language)
        for name, make in makers.items()
        for language in ("en", "fr")
    }


def missing() -> set[str]:
    """Return the sentences of the code that have no French."""
    found: set[str] = set()
    for text in (*_sentences_of_commands(), *_sentences_of_settings(), *(what for *_, what in _routes())):
        if text and _french().get(text) is None:
            found.add(text)
    return found


@cache
def _french() -> dict[str, str]:
    held: dict[str, dict[str, str]] = tomllib.loads(FRENCH.read_text("utf-8"))
    return {english: french for table in held.values() for english, french in table.items()}


def _say(text: str, language: str) -> str:
    return text if language == "en" else _french().get(text, text)


def _cell(words: str) -> str:
    # Not split(): that would take the spaces at which no line may break for plain ones.
    return re.sub(r"[ \n]+", " ", words.strip()).replace("|", "\\|")


# Commands, from click.


def _each_command(group: click.Group, before: str = "dementi") -> Iterator[tuple[str, click.Command]]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _each_command(command, f"{before} {name}")
        else:
            yield f"{before} {name}", command


def _help(command: click.Command) -> str:
    return " ".join((command.help or "").split())


def _sentences_of_commands() -> Iterator[str]:
    from dementi.cli import commands

    for _, command in _each_command(commands):
        yield _help(command)
        yield from (_cell(each.help or "") for each in _options(command))


def _options(command: click.Command) -> list[click.Option]:
    return [each for each in command.params if isinstance(each, click.Option) and not each.hidden]


def _commands(language: str) -> str:
    from dementi.cli import commands

    title, option, what = {
        "en": ("# Commands", "option", "what"),
        "fr": ("# Commandes", "option", "ce qu’elle fait"),
    }[language]
    parts = [title]
    for name, command in _each_command(commands):
        arguments = " ".join(
            p.make_metavar(click.Context(command)) for p in command.params if isinstance(p, click.Argument)
        )
        parts.append(f"## {name}\n\n    {f'{name} {arguments}'.strip()}\n\n{_say(_help(command), language)}")
        rows = [f"| `{_way(each)}` | {_say(_cell(each.help or ''), language)} |" for each in _options(command)]
        if rows:
            parts.append("\n".join([f"| {option} | {what} |", "|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _way(option: click.Option) -> str:
    names = ", ".join(option.opts)
    if option.is_flag:
        return names
    kind = option.type
    value = (
        "\\|".join(map(str, kind.choices))
        if isinstance(kind, click.Choice)
        else option.metavar or (option.name or "").upper()
    )
    return f"{names} {value}"


# Settings, from the docstrings of settings.py.


def _described() -> Iterator[tuple[tuple[str, ...], tuple[str, ...], str, object]]:
    """Yield the fields of the settings that are set together: their variables, names, sentence, and the record they are of."""
    bare = settings.settings_of({"HOME": "~"})
    for record in (bare, bare.smtp):
        doc = inspect.getdoc(type(record)) or ""
        for entry in re.findall(r"^    (\w[\w, ]*): (.*(?:\n {8}.*)*)", doc.partition("Attributes:")[2], re.MULTILINE):
            names, sentence = tuple(re.split(r", ", entry[0])), " ".join(entry[1].split())
            variables = tuple(re.findall(r"DEMENTI_[A-Z_]+", sentence))
            if variables:
                yield variables, names, re.sub(r" \(DEMENTI_[^)]*\)", "", sentence).rstrip("."), record


def _sentences_of_settings() -> Iterator[str]:
    yield from (sentence for _, _, sentence, _ in _described())


def _settings(language: str) -> str:
    title, head, first = {
        "en": (
            "# Settings",
            "| setting | default | what |",
            "Set in the environment of `dementi serve`, read once at its start.",
        ),
        "fr": (
            "# Réglages",
            "| réglage | par défaut | ce qu’il règle |",
            "Ils se posent dans l’environnement de `dementi serve`, qui les lit une fois, à son démarrage.",
        ),
    }[language]
    rows = []
    for variables, names, sentence, record in _described():
        defaults = [_default(getattr(record, name)) for name in names]
        shown = ", ".join(f"`{each}`" for each in defaults if each)
        rows.append(f"| {', '.join(f'`{v}`' for v in variables)} | {shown} | {_cell(_say(sentence, language))} |")
    return "\n\n".join((title, first, "\n".join((head, "|---|---|---|", *rows)))) + "\n"


def _default(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value in ("", (), 0) else str(value)


# Rules, from the words that the pages say under each « Pourquoi ? ».


def _rules(language: str) -> str:
    _set_up()
    from dementi.desk.pages.rules import RULES

    title, head, first = {
        "en": (
            "# The rules, by name",
            "| rule | what it looks for |",
            "Each finding names its rule (`found_by`). [How a statement is found](../rules.md) tells more, with examples.",
        ),
        "fr": (
            "# Les règles, par leur nom",
            "| règle | ce qu’elle cherche |",
            "Chaque relevé nomme sa règle (`found_by`). [Comment une déclaration est relevée](../rules.md) en dit plus, avec des exemples.",
        ),
    }[language]
    if language == "fr":
        first = first.replace("](../rules.md)", "](../../rules.md)")
    rows = [f"| `{name}` | {_cell(messages.say(words, language))} |" for name, words in sorted(RULES.items())]
    return "\n\n".join((title, first, "\n".join((head, "|---|---|", *rows)))) + "\n"


# Limits, from the figures of quality.md.

_HELD = re.compile(r"(<!-- held -->\n).*?(<!-- /held -->)", re.DOTALL)
#: Lines of the first table of quality.md, with their French.
FIGURES = {
    "statements found": "déclarations trouvées",
    "with their exact words": "avec leurs mots exacts",
    "and the right speaker": "et la bonne personne",
    "denials": "démentis",
    "links": "liens entre déclarations",
}


def _limits_of(language: str) -> Path:
    return DOCS / ("fr/limits.md" if language == "fr" else "limits.md")


def _limits(language: str) -> str:
    head = {
        "en": "| | of a hundred shown | of a hundred to find |",
        "fr": "| | sur cent montrés | sur cent à trouver |",
    }[language]
    rows = [
        f"| {words} | {precise} | {found} |"
        if language == "en"
        else f"| {FIGURES[words]} | {precise} | {found} |".replace(".", ",")
        for words, precise, found in _held()
    ]
    table = "\n".join((head, "|---|---|---|", *rows))
    return _HELD.sub(lambda at: f"{at[1]}\n{table}\n\n{at[2]}", _limits_of(language).read_text("utf-8"))


def _held() -> Iterator[tuple[str, str, str]]:
    """Yield what is measured on gold-held, in hundredths: how precise, how complete."""
    for line in (DOCS / "quality.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and cells[0] in FIGURES:
            figures = cells[2].partition("(")[0].split(" / ")
            yield cells[0], figures[0].strip(), figures[1].strip() if len(figures) > 1 else figures[0].strip()


# Addresses, from the routes and the table of roles.


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dementi.desk.django_settings")
    import django

    django.setup()


def _routes() -> Iterator[tuple[str, str, str]]:
    """Yield the address, the least role and the sentence of each page."""
    _set_up()
    from django.urls import URLPattern, URLResolver, get_resolver

    from dementi.desk.accounts.table import TABLE

    def walk(patterns: list[URLPattern | URLResolver], before: str, space: str) -> Iterator[tuple[str, str, str]]:
        for each in patterns:
            place = before + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, place, f"{each.namespace}:" if each.namespace else space)
            else:
                least = TABLE.get(f"{space}{each.name}")
                sentence = (inspect.getdoc(inspect.unwrap(each.callback)) or "").partition("\n")[0]
                yield (
                    "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", place),
                    least.name.lower() if least is not None else "",
                    sentence,
                )

    # What programs ask for is described by the API itself.
    yield from (each for each in walk(get_resolver().url_patterns, "", "") if not each[0].startswith("/api/"))


def _addresses(language: str) -> str:
    roles = {
        "en": {"anyone": "anyone", "reader": "reader", "editor": "editor", "admin": "admin"},
        "fr": {"anyone": "tout le monde", "reader": "lecteur", "editor": "rédacteur", "admin": "administrateur"},
    }[language]
    title, head, first = {
        "en": (
            "# Addresses",
            "| address | who at least | what |",
            "On an open desk (this machine alone, no account yet) no role is asked for. The API is described under `/api/v1/`.",
        ),
        "fr": (
            "# Adresses",
            "| adresse | rôle minimal | ce qu’on y trouve |",
            "Sur un bureau ouvert (cette machine seule, aucun compte), aucun rôle n’est demandé. L’API est décrite sous `/api/v1/`.",
        ),
    }[language]
    rows = [
        f"| `{place}` | {roles.get(least, '')} | {_cell(_say(what, language))} |" for place, least, what in _routes()
    ]
    return "\n\n".join((title, first, "\n".join((head, "|---|---|---|", *rows)))) + "\n"


# The API, from its own description (OpenAPI).


def _api(language: str) -> str:
    _set_up()
    from dementi.desk.api.application import api

    title, head, first = {
        "en": (
            "# The API",
            "| request | right of the key | what |",
            "As the desk describes it, in OpenAPI at `/api/v1/openapi.json`. [The desk for programs](../api.md) tells how to use it.",
        ),
        "fr": (
            "# L’API",
            "| requête | droit de la clé | ce qu’elle fait |",
            "Décrite en OpenAPI sous `/api/v1/openapi.json`. Pour s’en servir : [brancher un programme](../howto/api.md).",
        ),
    }[language]
    rows = [
        f"| `{method.upper()} {path}` | {operation.get('x-dementi-scope', '')} | {_cell(messages.say(operation['summary'], language))} |"
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method, operation in methods.items()
    ]
    return "\n\n".join((title, first, "\n".join((head, "|---|---|---|", *rows)))) + "\n"
