# SPDX-License-Identifier: Apache-2.0
"""What does one `dementi read` cost, from process start to last line? CPU seconds and peak memory.

usage: python bench/start.py [DISPATCH [ROUNDS]]
"""

import os
import resource
import subprocess
import sys
from pathlib import Path

INVENTED = "L'armée valmarienne a annoncé lundi avoir visé quatre dépôts, a déclaré son porte-parole. " * 30


def cost(command: list[str], given: bytes) -> tuple[float, float]:
    """CPU seconds and peak memory (MB) of one run, its children included."""
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert child.stdin  # noqa: S101 (it is a pipe)
    child.stdin.write(given)
    child.stdin.close()
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{command} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Print the figures of an empty Python beside those of a read."""
    given = Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else f"Titre\n\n{INVENTED}".encode()
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    read = [sys.executable, "-m", "dementi.cli", "read", "--json", "-"]
    for name, command in (("python -c pass", [sys.executable, "-c", "pass"]), ("dementi read", read)):
        runs = sorted(cost(command, given) for _ in range(rounds))
        seconds, memory = runs[len(runs) // 2]
        print(f"{name:16} {seconds:5.2f} s CPU (median of {rounds})  {memory:5.0f} MB")
    print(f"this bench itself {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
