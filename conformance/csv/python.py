"""What Python's csv module makes of the documents of documents.ts: a digest of the rows of each, or "malformed".

Usage: python.py DOCUMENTS.jsonl > python.txt   (run.sh does it)

Columns without a name are called by their place. Rows behind the header must have as many fields as it; empty lines are no rows, but null where there is one column.
"""
import csv
import hashlib
import io
import json
import sys


def answer(document):
    doubled = document["escape"] == document["quote"]
    reader = csv.reader(
        io.StringIO(document["text"], newline=""),
        delimiter=document["delimiter"],
        quotechar=document["quote"],
        doublequote=doubled,
        escapechar=None if doubled else document["escape"],
        strict=True,
    )
    try:
        rows = list(reader)
    except csv.Error:
        return "malformed"
    while rows and not rows[0]:
        rows.pop(0)
    if not rows:
        return "empty"
    header, *rest = rows
    header = [name or f"_c{n}" for n, name in enumerate(header)]
    if len(set(header)) < len(header):
        return "repeated"
    body = [row or [""] if len(header) == 1 else row for row in rest if row or len(header) == 1]
    if any(len(row) != len(header) for row in body):
        return "malformed"
    text = "\x1e".join("\x1f".join(row) for row in [header, *body])
    return hashlib.sha256(text.encode()).hexdigest()[:10]


for line in open(sys.argv[1], encoding="utf-8"):
    print(answer(json.loads(line)))
