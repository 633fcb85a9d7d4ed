#!/bin/sh
# Writes folders of partitions of hostile values, has Spark and pyarrow read them and write the same, and reads those. The result is
# conformance/partitions.json. Needs Python 3.11, Java 17 and Node; the first run fetches Spark (400 MB).
set -eu
cd "$(dirname "$0")/.."
. conformance/python.sh
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT
npx tsx conformance/partitions.ts write "$files"
"$python" conformance/partitions.py "$files" conformance/partitions.json
npx tsx conformance/partitions.ts read "$files" conformance/partitions.json
