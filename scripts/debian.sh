#!/bin/sh
# Installs Debian packages, as root or through sudo without a password: sh scripts/debian.sh PACKAGE...
# Where that is not possible it says what is missing and fails.
set -eu

if ! command -v apt-get >/dev/null; then
    echo "error: missing here, please install: $*" >&2
    exit 1
elif [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "error: missing here, please run: sudo apt-get install $*" >&2
    exit 1
fi
echo "installing $*" >&2
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get -qq update >&2
$as_root apt-get -qq -o Dpkg::Use-Pty=0 install --yes --no-install-recommends "$@" >&2
