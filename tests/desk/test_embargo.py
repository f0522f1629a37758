# SPDX-License-Identifier: Apache-2.0
"""What is under an embargo stands on the desk and says so, and goes out in no feed before its hour; all items are invented."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dementi.record import Wire, WireStatus

NOW = datetime(2026, 3, 10, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wire", "is_public"),
    [
        (Wire(), True),
        (Wire(status=WireStatus.USABLE, embargoed="2026-03-10T06:00:00Z"), True),
        (Wire(embargoed="2026-03-10T07:00:01+01:00"), False),
        (Wire(embargoed="2026-03-10T06:59:00+01:00"), True),
        (Wire(embargoed=""), False),
        (Wire(embargoed="2026-03-09"), True),
        (Wire(embargoed="2026-03-10"), False),
        (Wire(embargoed="2026-03-09T07:00:00"), False),
        (Wire(embargoed="2026"), False),
        (Wire(status=WireStatus.WITHHELD), False),
        (Wire(status=WireStatus.CANCELED), True),
    ],
)
def test_an_embargo_holds_until_its_hour(wire: Wire, is_public: bool) -> None:  # noqa: FBT001
    assert wire.is_public(NOW) is is_public


ASK = """
import json, sys
from pathlib import Path
from dementi.desk.folder import open_folder
open_folder(Path(sys.argv[1]))
from django.test import Client
client = Client(headers={"host": "127.0.0.1:8017"})
print(json.dumps({address: client.get(address).content.decode() for address in sys.argv[2:]}))
"""


def item(name: str, headline: str, embargoed: str | None) -> dict[str, object]:
    # Texts of their own, so that none is folded as a copy of another.
    own = {
        "libre": "la route de Tersane rouvre",
        "passe": "les écoles ferment",
        "retenu": "deux ponts cèdent",
        "sans-heure": "la grêle arrive",
    }
    body = f"<p>« Le barrage tient », a déclaré lundi le préfet Ivan Lorme, et {own[name]} {(own[name] + ', ') * 8}dit-on.</p>"
    found = {
        "uri": f"urn:avp:{name}",
        "type": "text",
        "versioncreated": "2026-03-09T09:10:00+01:00",
        "headline": headline,
    }
    return {**found, "body_xhtml": body, **({"embargoed": embargoed} if embargoed is not None else {})}


def test_an_item_under_embargo_is_on_the_desk_and_in_no_feed(tmp_path: Path) -> None:
    hour = datetime.now(UTC)
    items = [
        item("libre", "Rapport publié", None),
        item("passe", "Embargo levé", (hour - timedelta(hours=1)).isoformat()),
        item("retenu", "Embargo en cours", (hour + timedelta(hours=1)).isoformat()),
        item("sans-heure", "Embargo sans heure", ""),
    ]
    (tmp_path / "agence.json").write_text(json.dumps(items))
    add = [sys.executable, "-m", "dementi.cli", "add", "--data", str(tmp_path / "desk"), str(tmp_path / "agence.json")]
    added = subprocess.run(add, capture_output=True, text=True, check=False)  # noqa: S603 (our own command)
    assert added.returncode == 0, added.stderr
    addresses = ["/", "/flux.atom", "/flux.json", "/rechercher/flux.json?q=barrage"]
    ask = [sys.executable, "-c", ASK, str(tmp_path / "desk"), *addresses]
    asked = subprocess.run(ask, capture_output=True, text=True, check=False)  # noqa: S603 (our own program)
    assert asked.returncode == 0, asked.stderr
    pages = json.loads(asked.stdout.splitlines()[-1])
    assert all(
        headline in pages["/"]
        for headline in ("Rapport publié", "Embargo levé", "Embargo en cours", "Embargo sans heure")
    )
    assert "sous embargo" in pages["/"]
    for feed in addresses[1:3]:
        assert "Rapport publié" in pages[feed], feed
        assert "Embargo levé" in pages[feed], feed
        assert "Embargo en cours" not in pages[feed], feed
        assert "Embargo sans heure" not in pages[feed], feed
    found = pages[addresses[3]]
    assert [words in found for words in ("Tersane rouvre", "écoles ferment", "ponts cèdent", "grêle arrive")] == [
        True,
        True,
        False,
        False,
    ]
