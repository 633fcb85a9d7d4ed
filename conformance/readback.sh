#!/bin/sh
# Writes Parquet files of every type and option, and has pyarrow, pandas and Spark read them: values, statistics, page index, answers by
# filters. The result is conformance/readback.json. Needs Python 3.11, Java 17 and Node; the first run fetches Spark (400 MB).
set -eu
cd "$(dirname "$0")/.."
. conformance/python.sh
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT
npx tsx conformance/parquet-files.ts "$files"
"$python" conformance/readback.py "$files" conformance/readback.json
