#!/bin/sh
# Makes an empty virtual environment: sh scripts/venv.sh FOLDER
# Takes the first Python that is 3.11 or later, or the one that PYTHON names.
set -eu

found=
for python in ${PYTHON:-python3.11 python3 python3.12 python3.13 python3.14 python}; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        found=$python
        break
    fi
done
if [ -z "$found" ]; then
    echo "error: no Python 3.11 or later among: ${PYTHON:-python3.11 python3 python3.12 python3.13 python3.14 python}" >&2
    exit 1
fi
if ! "$found" -c 'import ensurepip, venv' 2>/dev/null; then # Debian keeps them in a package of their own
    sh scripts/debian.sh "$("$found" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
fi
"$found" -m venv --clear "$1"
