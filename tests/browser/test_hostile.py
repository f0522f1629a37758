# SPDX-License-Identifier: Apache-2.0
"""Pages that hold hostile words in every field, in a real browser: nothing runs, nothing opens, nothing is asked of elsewhere."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.browser

HOSTILE = Path(__file__).resolve().parents[1] / "hazards" / "hostile.py"
#: Puts the hostile dispatches into the folder of a desk that runs; prints their ids.
SCRIPT = """
import importlib.util, sys
from datetime import UTC, datetime
from pathlib import Path
from dementi.desk.folder import open_folder
open_folder(Path(sys.argv[1]))
spec = importlib.util.spec_from_file_location("hostile", sys.argv[2])
hostile = importlib.util.module_from_spec(spec)
spec.loader.exec_module(hostile)
print("\\n".join(hostile.put(datetime.now(UTC)).values()))
"""


def words() -> str:
    spec = importlib.util.spec_from_file_location("hostile", HOSTILE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return " ".join(module.WORDS[name] for name in ("image", "svg", "mutation", "attribute"))


def test_nothing_of_a_hostile_dispatch_runs(browser, empty_desk) -> None:
    command = [sys.executable, "-c", SCRIPT, str(empty_desk.folder), str(HOSTILE)]
    ids = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603 (our own program)
    asked = quote(words())
    paths = ["/", f"/rechercher?q={asked}", "/rechercher?q=titre", "/personnes", "/face-a-face", "/sources"]
    paths += [
        f"/depeches/{key}{end}" for key in (ids[0], ids[1], ids[2], ids[-1]) for end in ("", "/declarations/claim")
    ]
    page, seen = browser.new_page(), []
    try:
        page.on("dialog", lambda dialog: (seen.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
        page.on(
            "console",
            lambda said: seen.append(f"{page.url}: {said.text}") if said.type in {"error", "warning"} else None,
        )
        page.on("pageerror", lambda error: seen.append(f"{page.url}: {error}"))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(empty_desk.url) else seen.append(f"asked: {asked.url}"),
        )
        for path in paths:
            answer = page.goto(empty_desk.url + path)
            assert answer.status == 200, path
            # What runs when it is pointed at, focused or loaded has had its chance.
            for part in page.locator("main h1, main a").all()[:5]:
                part.hover(timeout=2_000, force=True)
            shown = page.evaluate("""() => ({
                foreign: document.querySelectorAll('img, iframe, object, embed, math, form[name=body], input[name=attributes]').length,
                inline: document.querySelectorAll('script:not([src])').length,
                handlers: [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length,
                whole: document.body.attributes instanceof NamedNodeMap && document.querySelectorAll('#contenu').length === 1,
            })""")
            assert shown == {"foreign": 0, "inline": 0, "handlers": 0, "whole": True}, path
    finally:
        page.close()
    assert seen == []
