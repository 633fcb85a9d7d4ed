#!/bin/sh
# Asks Spark again. Needs what ../run.sh needs, which fetches it.
set -eu
cd "$(dirname "$0")/../.."
npx tsx conformance/text/cases.ts >.cache/text-cases.json
.cache/spark/bin/python conformance/text/spark.py .cache/text-cases.json >conformance/text/spark.json
