#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Which Debian packages do the tests need? A browser, the fonts that the pages are looked at in, a database server.
set -eu

packages="chromium fonts-lato fonts-sil-charis fonts-noto-core postgresql"
missing=""
for package in $packages; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    # shellcheck disable=SC2086 (a list of words)
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
elif command -v apt-get >/dev/null; then
    echo "The tests need:  sudo apt-get install -y$missing" >&2
    # On CI nothing may be left out in silence.
    [ "${CI:-}" != true ] || exit 1
else
    echo "The tests need Chromium at /usr/bin/chromium and PostgreSQL; those that do are left out without them." >&2
    [ "${CI:-}" != true ] || exit 1
fi
