#!/bin/sh
# Runs a command of Debian's Apache Jena, which comes as jars alone: sh scripts/jena.sh riotcmd.riot --validate graph.ttl
# The package's libapache-jena-java and a Java have to be there (sh scripts/stores.sh).
set -eu

jars=/usr/share/java
if [ ! -e $jars/jena-cmds.jar ] || ! command -v java >/dev/null; then
    echo "error: missing here: libapache-jena-java and a Java" >&2
    exit 1
fi
# Jena asks for its parser's messages under xerces/, Debian's jar keeps them under org/apache/jena/ext/xerces/.
resources=${XDG_CACHE_HOME:-$HOME/.cache}/kg/jena
if [ ! -e "$resources/xerces/impl/msg/XMLMessages.properties" ]; then
    mkdir -p "$resources"
    python3 - "$resources" <<'EOF'
import pathlib, sys, zipfile

jar, old = zipfile.ZipFile("/usr/share/java/jena-core.jar"), "org/apache/jena/ext/"
for name in jar.namelist():
    if name.startswith(f"{old}xerces/") and name.endswith(".properties"):
        path = pathlib.Path(sys.argv[1], name.removeprefix(old))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(jar.read(name))
EOF
fi
path=$resources
for name in jena-arq jena-base jena-cmds jena-core jena-dboe-base jena-dboe-index jena-dboe-storage jena-dboe-trans-data \
    jena-dboe-transaction jena-iri jena-shacl jena-shex jena-tdb jena-tdb2 slf4j-api slf4j-simple thrift dexx.collection guava \
    commons-codec commons-compress commons-csv commons-io commons-lang3 commons-cli gson protobuf httpclient httpcore \
    jsonld-java jackson-core jackson-annotations jackson-databind; do
    path=$path:$jars/$name.jar
done
# JVM_ARGS as in Jena itself: options for Java, -Xmx8G say.
# shellcheck disable=SC2086 # one argument an option
exec java ${JVM_ARGS:-} -cp "$path" "$@"
