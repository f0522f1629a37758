# SPDX-License-Identifier: Apache-2.0
"""Which messages does the desk say, and are they all translated? ``python quality/catalogue.py update | check``.

The keys are the English messages in the code: calls of gettext and its kin, of the errors, of Trouble and of
``say``, names called ``message``, and the templates. ``update`` brings the catalogues up to date and compiles
them; English is its own keys. ``check`` changes nothing and says what is missing.
"""

from __future__ import annotations

import ast
import io
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "dementi"
LOCALE = SOURCE / "locale"
LANGUAGES = ("fr", "en")

MADE = datetime(2026, 1, 1, tzinfo=UTC)

#: A message: its context, its key, its plural.
Key = tuple[str | None, str, str | None]

#: How a function takes its message: the places of context, key and plural.
TAKES: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "npgettext": (0, 1, 2),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "say": (None, 0, None),
    "_": (None, 0, None),
    "Trouble": (None, 1, None),
}


def keys_in_code(source: str) -> Iterator[Key]:
    """Yield the messages of a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            takes = (None, 0, None) if name.endswith("Error") else TAKES.get(name)
            if takes:
                context, key, plural = (_constant(node.args, place) for place in takes)
                if key:
                    yield context, key, plural
        elif isinstance(node, ast.Assign) and any(getattr(t, "id", "") == "message" for t in node.targets):
            for constant in _branches(node.value):
                yield None, constant, None


def _constant(args: list[ast.expr], place: int | None) -> str | None:
    if place is None or place >= len(args):
        return None
    node = args[place]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _branches(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _branches(node.body)
        yield from _branches(node.orelse)


def keys_in_template(source: str) -> Iterator[Key]:
    """Yield the messages of a template."""
    from django.utils.translation.template import templatize

    keywords = {
        "_": None,
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }
    code = templatize(source)
    for _, key, _, context in extract("python", io.BytesIO(code.encode()), keywords, [], {}):
        singular, plural = (key[0], key[1]) if isinstance(key, tuple) else (key, None)
        yield context, singular, plural


def extracted() -> Catalog:
    """Return the messages of the whole project, without translations."""
    catalog = Catalog(project="Démenti", charset="utf-8", fuzzy=False)
    for path in sorted(SOURCE.rglob("*.py")):
        _put(catalog, path, keys_in_code(path.read_text("utf-8")))
    for path in sorted((SOURCE / "desk" / "templates").rglob("*.html")):
        _put(catalog, path, keys_in_template(path.read_text("utf-8")))
    return catalog


def _put(catalog: Catalog, path: Path, keys: Iterator[Key]) -> None:
    where = path.relative_to(ROOT).as_posix()
    for context, key, plural in keys:
        flags = ["python-format"] if "%(" in key else []
        catalog.add((key, plural) if plural else key, locations=[(where, 0)], context=context, flags=flags)


def read(language: str) -> Catalog:
    """Return the catalogue of a language as it stands; an empty one where there is none."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return Catalog(locale=language)
    return read_po(io.BytesIO(path.read_bytes()), locale=language, domain="django")


def renewed(language: str) -> Catalog:
    """Return the catalogue with exactly the messages of the project, keeping its translations."""
    template, old = extracted(), read(language)
    made = Catalog(locale=language, project="Démenti", charset="utf-8", fuzzy=False, header_comment="# Démenti")
    for message in sorted((m for m in template if m.id), key=_order):
        key = message.id if isinstance(message.id, str) else message.id[0]
        known = old.get(key, message.context)
        string = message.id if language == "en" else known.string if known else ""
        if isinstance(message.id, tuple) and isinstance(string, str):
            string = (string, "")
        where = [(path, 0) for path, _ in message.locations]
        made.add(message.id, string, locations=where, context=message.context, flags=message.flags)
    return made


def _order(message: Message) -> tuple[str, str, str]:
    key = message.id if isinstance(message.id, str) else message.id[0]
    return min(path for path, _ in message.locations), message.context or "", key


def written(catalog: Catalog) -> tuple[bytes, bytes]:
    """Return what the two files of a catalogue hold: the .po and the .mo."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalog, width=120, include_lineno=False, omit_header=True, ignore_obsolete=True)
    header = (
        "# Démenti: messages of the desk. Made by quality/catalogue.py; the translations are written here.\n"
        'msgid ""\nmsgstr ""\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Language: {catalog.locale_identifier}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
    whole = header.encode() + po.getvalue()
    compiled = read_po(io.BytesIO(whole), locale=catalog.locale_identifier, domain="django")
    # The compiled file says when it was made; the same messages are to make the same file.
    compiled.creation_date = compiled.revision_date = MADE
    write_mo(mo, compiled)
    return whole, mo.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """Return the keys without a translation, or with one that is not sure."""
    found = []
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple | list) else [message.string]
        if message.id and (message.fuzzy or not all(strings)):
            found.append(str(message.id))
    return found


def faults() -> list[str]:
    """Return what is wrong with the catalogues as they stand on disk."""
    found = []
    for language in LANGUAGES:
        folder = LOCALE / language / "LC_MESSAGES"
        made = renewed(language)
        found += [f"{language}: no translation of {key!r}" for key in untranslated(made)]
        for name, content in zip(("django.po", "django.mo"), written(made), strict=True):
            path = folder / name
            if not path.exists() or path.read_bytes() != content:
                found.append(f"{language}: {name} is not up to date (python quality/catalogue.py update)")
    return found


def main(argv: list[str]) -> int:
    """Update the catalogues, or say what is wrong with them."""
    if argv not in (["update"], ["check"]):
        print(__doc__)
        return 2
    if argv == ["update"]:
        for language in LANGUAGES:
            folder = LOCALE / language / "LC_MESSAGES"
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in zip(("django.po", "django.mo"), written(renewed(language)), strict=True):
                (folder / name).write_bytes(content)
    wrong = faults()
    print("\n".join(wrong) or "The catalogues are complete.")
    return 1 if wrong else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dementi.desk.django_settings")
    sys.exit(main(sys.argv[1:]))
