#!/bin/sh
# Sees to it that the browser tests find a Chromium and Chinese fonts, as far as packages may be installed here.
set -eu

packages=
if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
    packages="chromium"
fi
if ! command -v fc-list >/dev/null || [ -z "$(fc-list :lang=zh family)" ]; then
    packages="$packages fontconfig fonts-noto-cjk"
fi
if [ -n "$packages" ]; then
    # shellcheck disable=SC2086 # one argument a package
    sh scripts/debian.sh $packages || echo "the tests that open the explorer in a browser will not run" >&2
fi
