"""How pyarrow writes the tables of corpus_tables.py as Arrow IPC: files and streams, compressed or not, in one batch or many."""
import decimal
import random
import pyarrow as pa

from corpus_tables import TABLES, WORDS, column, spread


def lists():
    """Kinds of lists that Parquet does not tell apart."""
    triples = spread([[1, 2, 3], [4, None, 6], [7, 8, 9]], 1)
    words = spread([[], ["a", None], WORDS[:4]], 2)
    return pa.table({
        "fixed": column(pa.list_(pa.int32(), 3), triples), "large": column(pa.large_list(pa.string()), words),
        "points": column(pa.list_(pa.list_(pa.float64(), 2)), spread([[[0.5, 1.5], [2.5, None]], [], [None]], 3)),
    })


def views():
    return pa.table({
        "text": column(pa.string_view(), spread(WORDS + ["a text of more than twelve bytes", "another that is long enough"], 1)),
        "binary": column(pa.binary_view(), spread([b"", b"\x00\xff", b"y" * 30], 2)),
    })


def categories():
    words = pa.array(WORDS[:6])
    chance = random.Random(3)
    codes = [None if chance.random() < 0.2 else chance.randrange(6) for _ in range(60)]
    kinds = {"int8": pa.int8(), "int16": pa.int16(), "int32": pa.int32(), "uint8": pa.uint8(), "int64": pa.int64()}
    columns = {name: pa.DictionaryArray.from_arrays(pa.array(codes, kind), words) for name, kind in kinds.items()}
    numbers = pa.DictionaryArray.from_arrays(pa.array(codes, pa.int8()), pa.array([10, 20, None, 40, 50, 60], pa.int64()))
    listed = pa.ListArray.from_arrays(pa.array([0, 3, 3, 10] + [10 + n for n in range(1, 51)] + [60] * 7, pa.int32()), columns["int8"])
    return pa.table(columns | {"numbers": numbers, "list": listed})


def widths():
    """Decimals of other widths than Parquet's."""
    cents = [decimal.Decimal(text) for text in ["0.00", "-0.01", "12345.67", "-99999.99"]]
    huge = [decimal.Decimal(f"{sign}{'9' * 36}.99") for sign in ["", "-"]]
    return pa.table({
        "short": column(pa.decimal32(7, 2), spread(cents, 1)), "long": column(pa.decimal64(15, 2), spread(cents, 2)),
        "wide": column(pa.decimal256(38, 2), spread(cents + huge, 3)), "narrow": column(pa.decimal256(9, 2), spread(cents, 4)),
        "half": column(pa.decimal128(18, 2), spread(cents, 5)), "over": column(pa.decimal128(19, 2), spread(cents, 6)),
    })


def list_views():
    numbers = pa.array(range(20), pa.int32())
    offsets, sizes = [4, 0, 9, 9, 2, 19], [3, 5, 0, 8, 1, 1]
    mask = pa.array([False, False, False, False, True, False])
    return pa.table({
        "views": pa.ListViewArray.from_arrays(pa.array(offsets, pa.int32()), pa.array(sizes, pa.int32()), numbers, mask=mask),
        "large": pa.LargeListViewArray.from_arrays(pa.array(offsets, pa.int64()), pa.array(sizes, pa.int64()), pa.array(WORDS[:5] * 4)),
        "deep": pa.array([[["a"], None], [], None, [[]], [["b", "c"], [None]], [["d"]]], pa.list_view(pa.list_view(pa.string()))),
    })


def nested_categories():
    """Dictionaries of lists and structs, and a dictionary inside a dictionary."""
    codes = pa.array([0, 1, None, 2, 2, 0, 1], pa.int8())
    inner = pa.DictionaryArray.from_arrays(pa.array([1, 0, 1, None], pa.int8()), pa.array(["x", "a longer text of a dictionary"]))
    lists = pa.ListArray.from_arrays(pa.array([0, 2, 2, 4], pa.int32()), inner)
    structs = pa.StructArray.from_arrays([pa.array([1, None, 3]), inner.slice(0, 3)], names=["n", "word"])
    large = pa.array([b"aa", b"", b"\x00" * 20], pa.large_binary())
    return pa.table({name: pa.DictionaryArray.from_arrays(codes, values) for name, values in {
        "lists": lists, "structs": structs, "large": large, "dates": pa.array([1, None, 3], pa.date32()), "views": pa.array(["p", "q" * 20, None], pa.string_view()),
    }.items()})


def run_ends():
    values = pa.array(["a", None, "c" * 20])
    return pa.table({
        name: pa.RunEndEncodedArray.from_arrays(pa.array([3, 4, 9], kind), values) for name, kind in {"short": pa.int16(), "int": pa.int32(), "long": pa.int64()}.items()
    } | {"numbers": pa.RunEndEncodedArray.from_arrays(pa.array([1, 5, 9], pa.int32()), pa.array([1.5, None, 2.5]))})


OWN = {
    "lists": lists, "views": views, "categories": categories, "widths": widths, "list_views": list_views, "nested_categories": nested_categories,
    "run_ends": run_ends,
}


def write(path, table, stream=False, chunk=None, **options):
    opened = (pa.ipc.new_stream if stream else pa.ipc.new_file)(path, table.schema, options=pa.ipc.IpcWriteOptions(**options))
    with opened as writer:
        writer.write_table(table, max_chunksize=chunk)


def read(path, stream):
    with pa.OSFile(path, "rb") as file:
        return (pa.ipc.open_stream(file) if stream else pa.ipc.open_file(file)).read_all()


VARIANTS = {
    "file": {}, "stream": {"stream": True, "chunk": 17}, "lz4": {"compression": "lz4", "chunk": 31}, "zstd": {"compression": "zstd", "stream": True},
}
TWICE = {
    "required": ["file"], "nothing": ["file", "lz4"], "runs": ["zstd"], "halves": ["file"], "views": ["file", "zstd"],
    "widths": ["file", "zstd"], "list_views": ["file", "stream", "lz4"], "nested_categories": ["file", "stream", "zstd"], "run_ends": ["file", "stream"],
}


def pyarrow(corpus):
    for name, make in (TABLES | OWN).items():
        table = make()
        for variant in TWICE.get(name, VARIANTS):
            options, file = VARIANTS[variant], f"{name}-{variant}"
            write(corpus.path(file), table, **options)
            corpus.add(file, f"pyarrow {pa.__version__} {options}", read(corpus.path(file), options.get("stream", False)))
    for stream in [False, True]:
        file = f"empty-{'stream' if stream else 'file'}"
        write(corpus.path(file), TABLES["nested"]().slice(0, 0), stream)
        corpus.add(file, f"pyarrow {pa.__version__}, no rows", read(corpus.path(file), stream))
    deltas(corpus)


def deltas(corpus):
    """Each batch with more words in its dictionary than the one before, then a dictionary of its own."""
    kind = pa.dictionary(pa.int8(), pa.string())
    batch = lambda words, codes: pa.record_batch([pa.DictionaryArray.from_arrays(pa.array(codes, pa.int8()), pa.array(words))], schema=pa.schema([("word", kind)]))
    growing = [batch(WORDS[:n], [0, n - 1, None, n // 2]) for n in (2, 4, 7)]
    for name, stream, batches in [("deltas-stream", True, growing), ("deltas-file", False, growing), ("replaced-stream", True, [*growing, batch(["new", "words"], [1, 0, 1])])]:
        options = pa.ipc.IpcWriteOptions(emit_dictionary_deltas=True)
        with (pa.ipc.new_stream if stream else pa.ipc.new_file)(corpus.path(name), batches[0].schema, options=options) as writer:
            for one in batches:
                writer.write_batch(one)
        corpus.add(name, f"pyarrow {pa.__version__}, dictionaries grow", pa.Table.from_batches(batches))
