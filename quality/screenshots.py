# SPDX-License-Identifier: Apache-2.0
"""How are the pictures of the manual made? ``python -m quality.screenshots``: of a desk with the examples, by chromium."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
#: Width and height of what is taken: a desk's screen, a telephone.
SIZES = ((1280, 860), (360, 720))
#: Each picture by its name: where to go, and what is clicked there, one after the other.
WALKS: dict[str, tuple[str, tuple[str, ...]]] = {
    "latest": ("/", ()),
    "article": ("/?nature=contestees", (".wire h3 a",)),
    "story": ("/face-a-face", (".matters a[href^='/face-a-face/']",)),
    "search": ("/rechercher?q=d%C3%A9menti", ()),
    "statement": ("/?nature=contestees", (".wire h3 a", "details.why summary", "details.why dd a")),
    "public": ("/public/", (".wire h3 a",)),
}
NAMES = tuple(f"{language}/{name}-{width}.png" for language in ("fr", "en") for name in WALKS for width, _ in SIZES)


@contextmanager
def _desk(folder: Path) -> Iterator[str]:
    environment = {**os.environ, "DEMENTI_PUBLIC": "yes", "DEMENTI_OPERATOR": "Le Quai de Marvelle"}
    command = [sys.executable, "-m", "dementi.cli", "serve", "--data", str(folder), "--port", "0", "--examples"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout is not None
        lines = (re.search(r"http://\S+", line) for line in process.stdout)
        yield next(found[0].rstrip("/") for found in lines if found)
    finally:
        process.terminate()
        process.wait(30)


def _take(page: Any, url: str, picture: Path, walk: tuple[str, tuple[str, ...]]) -> None:
    place, clicks = walk
    page.goto(url + place)
    for click in clicks:
        page.locator(click).first.click()
    page.wait_for_load_state("load")
    page.evaluate("document.activeElement.blur()")
    picture.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=picture)


def take(out: Path = IMAGES) -> None:
    """Take every picture into a folder, a folder for each language."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as room, _desk(Path(room) / "desk") as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for language in ("fr", "en"):
            for width, height in SIZES:
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="light")
                context.add_cookies([{"name": "dementi_language", "value": language, "url": url}])
                page = context.new_page()
                for name, walk in WALKS.items():
                    _take(page, url, out / language / f"{name}-{width}.png", walk)
                context.close()
        browser.close()


if __name__ == "__main__":
    take()
