#!/bin/sh
# Sees to it that the tests of kg load find the stores that come from Debian: Virtuoso 7 and Apache Jena with a Java.
# (Oxigraph's server comes with the development packages.)
set -eu

packages=
command -v virtuoso-t >/dev/null || packages="virtuoso-opensource-7-bin"
[ -e /usr/share/java/jena-cmds.jar ] || packages="$packages libapache-jena-java"
command -v java >/dev/null || packages="$packages default-jre-headless"
command -v curl >/dev/null || packages="$packages curl"
if [ -n "$packages" ]; then
    # shellcheck disable=SC2086 # one argument a package
    sh scripts/debian.sh $packages || echo "the tests of the stores that are missing will not run" >&2
fi
