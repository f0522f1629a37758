# SPDX-License-Identifier: Apache-2.0
"""On two Ray nodes, one of which is killed, every shard is read once. In a process of its own: Ray leaves threads and sockets behind."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TWO_NODES = """
import json, sys
from ray.cluster_utils import Cluster as Nodes
from dementi.batch.cluster import Cluster
from dementi.batch.shard import read_back, read_shard, shards_of
from dementi.record import Dispatch, Form

def dispatch(number):
    text = f"Tirs à Castelnoir\\n\\n« Nous n’avons rien tiré le {number + 1} mars », a déclaré le préfet Ivan Lorme."
    return Dispatch(id=f"d{number}", content=text, form=Form.ARTICLE, published="2026-03-09")

nodes = Nodes(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
other = nodes.add_node(num_cpus=1)
found = []
for done in Cluster(nodes.address)(read_shard, shards_of(map(dispatch, range(24)), 2)):
    found.append(done.number)
    readings = list(read_back(dict(done.files)["records"]))
    assert all(reading.findings.statements for reading in readings), readings
    if len(found) == 2:
        nodes.remove_node(other, allow_graceful=False)
nodes.shutdown()
print(json.dumps(found))
"""


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="ray is an extra: pip install 'dementi[ray]'")
def test_a_node_that_is_killed_costs_no_shard() -> None:
    quiet = {**os.environ, "RAY_USAGE_STATS_ENABLED": "0", "RAY_DEDUP_LOGS": "1"}
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-c", TWO_NODES], capture_output=True, text=True, check=False, env=quiet, cwd=ROOT, timeout=240
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert sorted(found) == list(range(12))


def test_a_cluster_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "un.txt").write_text("Titre\n\nTexte.")
    command = [sys.executable, "-m", "dementi.cli", "batch", str(tmp_path / "un.txt"), "--out", str(tmp_path / "lot")]
    done = subprocess.run(  # noqa: S603
        [*command, "--engine", "ray", "--address", "127.0.0.1:1"],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith(("La grappe Ray", "Lire sur plusieurs"))
    assert "Traceback" not in done.stderr
