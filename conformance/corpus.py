"""Writes the corpora of Parquet and Arrow files of other writers, with what the writer itself reads from each: corpus/<format>/<writer>/.

Usage: corpus.py [FORMAT/WRITER...]   such as parquet/spark or arrow/pyarrow; all by default (corpus.sh prepares Python for it)

Each file is described by a line of files.json beside it: its name, the file of its expected values, and how it was written.
"""
import hashlib
import json
import sys
from pathlib import Path

import corpus_arrow
import corpus_parquet
from canonical import expected

FOLDER = Path(__file__).parent / "corpus"
WRITERS = {f"parquet/{name}": write for name, write in corpus_parquet.WRITERS.items()} | {"arrow/pyarrow": corpus_arrow.pyarrow}


class Corpus:
    """The files of one writer."""

    def __init__(self, writer):
        self.folder = FOLDER / writer
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.iterdir():
            old.unlink()
        self.lines = []

    def path(self, name):
        return str(self.folder / f"{name}.{self.folder.parent.name}")

    def add(self, name, how, table):
        """The file of this name was written; `table`: what its writer reads from it."""
        text = json.dumps(expected(table), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        values = f"{name.split('-')[0]}-{hashlib.sha256(text.encode()).hexdigest()[:8]}.json"
        (self.folder / values).write_text(text, encoding="utf-8")
        self.lines.append({"file": Path(self.path(name)).name, "expected": values, "how": how})

    def finish(self):
        (self.folder / "files.json").write_text("[\n" + ",\n".join(json.dumps(line) for line in self.lines) + "\n]\n")
        size = sum(f.stat().st_size for f in self.folder.iterdir())
        print(f"{self.folder.parent.name}/{self.folder.name}: {len(self.lines)} files, {size // 1024} KiB with their values")


def main(names):
    for name in names or WRITERS:
        corpus = Corpus(name)
        WRITERS[name](corpus)
        corpus.finish()


main(sys.argv[1:])
