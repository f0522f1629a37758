# SPDX-License-Identifier: Apache-2.0
"""How is the manual built? ``python -m quality.manual build | reference``: a site in French and English under build/manual.

Pages are the Markdown of docs/. French pages stand in docs/fr/ under the same names; one that is missing there is shown in
English, and says so. ``reference`` writes the pages that come from code (see ``quality.reference``).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from quality import reference

ROOT = Path(__file__).parents[1]
DOCS, SITE, OUT = ROOT / "docs", ROOT / "docs" / "manual", ROOT / "build" / "manual"
LANGUAGES = ("fr", "en")
#: Said at the head of a page that is not translated.
ENGLISH_ONLY = "```{note}\nCette page n’existe qu’en anglais.\n```\n"
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)#\s]*)(#[^)\s]*)?\)")
#: What a visitor comes to first: the French manual.
FRONT = (
    '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8"><title>Démenti</title>'
    '<meta http-equiv="refresh" content="0; url=fr/index.html"></head>'
    '<body><p><a href="fr/index.html">Le manuel, en français</a></p>'
    '<p lang="en"><a href="en/index.html">The manual, in English</a></p></body></html>\n'
)


def pages(language: str) -> dict[str, Path]:
    """Return the pages of the manual in a language, by their place in it."""
    shared = {_place_of(p): p for p in sorted(DOCS.rglob("*.md")) if not _is_apart(p)}
    if language == "en":
        return shared
    own = DOCS / language
    return shared | {_place_of(p): p for p in sorted(own.rglob("*.md"))}


#: Names that the builder keeps for pages of its own.
TAKEN = {"search.md": "query-language.md"}


def _is_apart(path: Path) -> bool:
    return path.relative_to(DOCS).parts[0] in {"manual", *LANGUAGES}


def laid(path: Path, place: str, language: str) -> str:
    """Return a page as the builder takes it: links to files that are not of the manual become plain words."""
    text = path.read_text("utf-8")
    known = pages(language)

    def link(found: re.Match[str]) -> str:
        picture, words, target, anchor = found[1], found[2], found[3], found[4] or ""
        if not target or re.match(r"[a-z]+:", target):
            return found[0]
        file = (path.parent / target).resolve()
        there = _place_of(file)
        if picture:
            return f"{picture}[{words}]({_way(place, there)})"
        if there not in known:
            return words
        # A section that an English page points at has another name in the French one.
        return f"[{words}]({_way(place, there)}{anchor if known[there] == file else ''})"

    text = _LINK.sub(link, text)
    if language != "en" and not path.is_relative_to(DOCS / language):
        head, _, rest = text.partition("\n")
        text = f"{head}\n\n{ENGLISH_ONLY}{rest}"
    return text


def _place_of(file: Path) -> str:
    if not file.is_relative_to(DOCS):
        return ""
    parts = file.relative_to(DOCS).parts
    place = "/".join(parts[1:] if parts[0] in LANGUAGES else parts)
    return TAKEN.get(place, place)


def _way(place: str, there: str) -> str:
    up = "../" * place.count("/")
    return f"{up}{there}"


def lay(language: str, room: Path) -> None:
    """Put the pages of a language, the pictures and the settings into a folder, from which the site is built."""
    shutil.rmtree(room, ignore_errors=True)
    shutil.copytree(SITE, room)
    shutil.copytree(DOCS / "images", room / "images")
    for place, path in pages(language).items():
        target = room / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(laid(path, place, language), "utf-8")


def build(out: Path = OUT, languages: tuple[str, ...] = LANGUAGES) -> None:
    """Build the site.

    Raises:
        subprocess.CalledProcessError: a page has a fault; Sphinx says which.
    """
    for language in languages:
        room = out.with_name(f"{out.name}-pages") / language
        lay(language, room)
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-W",
            "--keep-going",
            "-n",
            "-E",
            "-b",
            "html",
            "-c",
            str(room),
        ]
        environment = {"MANUAL_LANGUAGE": language, "PATH": "", "LC_ALL": "C.UTF-8"}
        subprocess.run([*command, str(room), str(out / language)], check=True, env=environment)
    (out / "index.html").write_text(FRONT, "utf-8")


def foreign(html: str) -> Iterator[str]:
    """Yield what a built page would ask another site for; a link that a reader may click is no request."""
    for tag in re.findall(r"<(?!a\b|/)[a-z][^>]*>", html):
        yield from re.findall(r"""(?:src|href|srcset|data|action)=["']((?:https?:)?//[^"']+)""", tag)
    yield from re.findall(r"(?:@import|url\()\s*[\"']?((?:https?:)?//[^\"')]+)", html)


def main(argv: list[str]) -> int:
    """Build the site, or write the pages that come from code."""
    if argv == ["reference"]:
        for path, text in reference.written().items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return 0
    if argv != ["build"]:
        print(__doc__)
        return 2
    build()
    print(f"{OUT.relative_to(ROOT)}/index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
