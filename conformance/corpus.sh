#!/bin/sh
# Writes the corpora of files of other writers again: corpus.sh [FORMAT/WRITER...]. Needs Python 3.11 and Java 17; the first run fetches
# Spark (400 MB). What changes is the versions of the writers: their files are committed, and test/corpus reads them.
set -eu
cd "$(dirname "$0")/.."
. conformance/python.sh
"$python" conformance/corpus.py "$@"
