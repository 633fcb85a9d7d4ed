#!/bin/sh
# Asks Python's csv module and DuckDB again. Needs Python 3.11 and Node.
set -eu
cd "$(dirname "$0")/../.."
npx tsx conformance/csv/write.ts >.cache/csv-documents.jsonl
python3 conformance/csv/python.py .cache/csv-documents.jsonl >conformance/csv/python.txt
npx tsx conformance/csv/duckdb.ts >conformance/csv/duckdb.txt
