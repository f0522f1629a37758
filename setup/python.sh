#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# usage: setup/python.sh PYTHON LOCK     A virtual environment in .venv with exactly what the lock file says.
set -eu

python=$1
lock=$2
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    if command -v python3.11 >/dev/null; then
        python=python3.11
    else
        echo "Démenti needs Python 3.11 or newer; '$python' is not. Say which one: make PYTHON=/path/to/python3.11" >&2
        exit 1
    fi
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
    else
        echo "Python's venv is missing:  sudo apt-get install -y python3-venv" >&2
        exit 1
    fi
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
