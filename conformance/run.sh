#!/bin/sh
# Asks Spark for the golden answers again. Needs Python 3.11, Java 17 and Node; the first run fetches Spark (400 MB).
set -eu
cd "$(dirname "$0")/.."
. conformance/python.sh
npx tsx conformance/expressions.ts >.cache/conformance-expressions.json
"$python" conformance/golden.py .cache/conformance-expressions.json conformance/golden "$@"
