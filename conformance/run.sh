#!/bin/sh
# Asks Spark for the golden answers again. Needs Python 3.11, Java 17 and Node; the first run fetches Spark (400 MB).
set -eu
cd "$(dirname "$0")/.."
venv=.cache/spark
if [ ! -x "$venv/bin/python" ]; then
  python3.11 -m venv "$venv"
  "$venv/bin/pip" install --quiet 'pyspark==4.2.0' 'pandas<3'
fi
npx tsx conformance/expressions.ts >.cache/conformance-expressions.json
"$venv/bin/python" conformance/golden.py .cache/conformance-expressions.json conformance/golden "$@"
