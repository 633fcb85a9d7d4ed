"""The tables of the corpora, made anew and always the same: values at the ends of types, nulls in every pattern, nesting, long runs."""
import random
import uuid
from decimal import Context, Decimal

import pyarrow as pa

ROWS = 80
WIDE = Context(prec=60)


def column(kind, values):
    return pa.array(values, type=kind)


def spread(values, seed, nulls=0.2, rows=ROWS):
    """`rows` of the values in random order, each at least once, with nulls between them."""
    chance = random.Random(seed)
    picked = list(values) + [chance.choice(values) for _ in range(rows - len(values))]
    chance.shuffle(picked)
    return [None if nulls and chance.random() < nulls else v for v in picked]


def integers():
    ends = lambda bits, signed: [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1, -1, 0, 1] if signed else [0, 1, 2 ** (bits - 1), 2**bits - 1]
    kinds = [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()]
    return pa.table({
        str(kind): column(kind, spread(ends(kind.bit_width, n < 4) + list(range(2, 40)), n)) for n, kind in enumerate(kinds)
    } | {"sorted": column(pa.int64(), range(10**12, 10**12 + ROWS)), "steps": column(pa.int32(), [n // 17 for n in range(ROWS)])})


def floats():
    special = [0.0, -0.0, 1.5, -1.5, float("inf"), float("-inf"), float("nan"), 5e-324, 1.7976931348623157e308, 0.1]
    single = [0.0, -0.0, 1.5, float("inf"), float("-inf"), float("nan"), 3.4028234663852886e38, 1.401298464324817e-45]
    return pa.table({
        "double": column(pa.float64(), spread(special + [n / 7 for n in range(30)], 1)),
        "float": column(pa.float32(), spread(single + [n / 8 for n in range(30)], 2)),
        "few": column(pa.float64(), spread([1.25, 2.5, 3.75], 3)),
        "bool": column(pa.bool_(), spread([True, False], 4)),
        "runs": column(pa.bool_(), [n % 50 < 40 for n in range(ROWS)]),
    })


def halves():
    import numpy as np
    values = [0.0, -0.0, 1.0, -2.5, 65504.0, float("inf"), float("-inf"), float("nan"), 6e-08, 0.0999755859375]
    return pa.table({"half": pa.array([None if v is None else np.float16(v) for v in spread(values, 5, rows=60)], type=pa.float16())})


WORDS = ["", "a", "ab", "grüße", "日本語", "😀", "\u0000", "line\nend", "tab\tquote\"", "x" * 70, "shared prefix one", "shared prefix two"]


def texts():
    return pa.table({
        "few": column(pa.string(), spread(WORDS, 1)),
        "many": column(pa.string(), [f"https://example.org/page/{n:06d}" for n in range(ROWS)]),
        "random": column(pa.string(), spread([f"{n * 7919 % 100003:x}" for n in range(ROWS)], 2)),
        "long": column(pa.string(), spread(["y" * 1500, "é" * 700, "short"], 3)),
        "large": column(pa.large_string(), spread(WORDS, 4)),
        "dictionary": column(pa.string(), spread(WORDS[:5], 5)).dictionary_encode(),
    })


def binaries():
    blobs = [bytes([n % 256, 255 - n % 256][: n % 3]) for n in range(20)] + [b"\x00\xff\xfe", b"\x80" * 40]
    uuids = [uuid.UUID(int=n * 2**100 + n).bytes for n in range(20)]
    return pa.table({
        "binary": column(pa.binary(), spread(blobs, 1)),
        "fixed": column(pa.binary(5), spread([bytes(range(n, n + 5)) for n in range(20)], 2)),
        "uuid": pa.ExtensionArray.from_storage(pa.uuid(), column(pa.binary(16), spread(uuids, 3))),
    })


def times():
    days = [0, 1, -1, 18_262, -719_162, 2_932_896]
    seconds = [0, 1, -1, 1_700_000_000, -62_135_596_800, 253_402_300_799]
    near = [0, 1, -1, 1_700_000_000_123_456_789, -2_000_000_000_000_000_001, 9_000_000_000_000_000_999]
    columns = {"date": column(pa.date32(), spread(days, 1, rows=60))}
    for unit, scale in [("ms", 1_000), ("us", 1_000_000)]:
        values = [s * scale + (n * 7 if scale > 1 else 0) for n, s in enumerate(seconds)]
        columns |= {f"{unit}_utc": column(pa.timestamp(unit, "UTC"), spread(values, 2, rows=60)), f"{unit}": column(pa.timestamp(unit), spread(values, 3, rows=60))}
    return pa.table(columns | {
        "s": column(pa.timestamp("s"), spread(seconds, 4, rows=60)),
        "ns_utc": column(pa.timestamp("ns", "UTC"), spread(near, 5, rows=60)), "ns": column(pa.timestamp("ns"), spread(near, 6, rows=60)),
        "zoned": column(pa.timestamp("us", "Europe/Berlin"), spread([s * 1_000_000 for s in seconds], 7, rows=60)),
    })


def decimals():
    def values(precision, scale):
        most = 10**precision - 1
        return [Decimal(n).scaleb(-scale, context=WIDE) for n in [0, 1, -1, most, -most, most // 3, -(most // 7)]]
    kinds = [(4, 2), (9, 0), (9, 9), (10, 3), (18, 2), (19, 0), (28, 10), (38, 0), (38, 38)]
    return pa.table({f"d{p}_{s}": column(pa.decimal128(p, s), spread(values(p, s), p, rows=60)) for p, s in kinds})





def nested():
    chance = random.Random(11)
    some = lambda make, nulls=0.15: None if chance.random() < nulls else make()
    listed = lambda make, most=4, nulls=0.15: some(lambda: [make() for _ in range(chance.randrange(most))], nulls)
    word = lambda: some(lambda: chance.choice(WORDS[:8]))
    small = lambda: some(lambda: chance.randrange(100))
    point = pa.struct([("x", pa.int32()), ("label", pa.string())])
    mapped = lambda make: some(lambda: [(key, make()) for key in chance.sample(WORDS[1:8], chance.randrange(4))])
    make_point = lambda: some(lambda: {"x": small(), "label": word()})
    kinds = {
        "ints": (pa.list_(pa.int64()), lambda: listed(small)),
        "texts": (pa.list_(pa.string()), lambda: listed(word)),
        "matrix": (pa.list_(pa.list_(pa.int32())), lambda: listed(lambda: listed(small))),
        "deep": (pa.list_(pa.list_(pa.list_(pa.list_(pa.string())))), lambda: listed(lambda: listed(lambda: listed(lambda: listed(word))), 3)),
        "point": (point, make_point),
        "points": (pa.list_(point), lambda: listed(make_point)),
        "inner": (pa.struct([("p", point), ("tags", pa.list_(pa.string()))]), lambda: some(lambda: {"p": make_point(), "tags": listed(word)})),
        "map": (pa.map_(pa.string(), pa.float64()), lambda: mapped(lambda: some(chance.random))),
        "maps": (pa.map_(pa.string(), pa.list_(point)), lambda: mapped(lambda: listed(make_point, 3))),
        "decimals": (pa.list_(pa.decimal128(20, 2)), lambda: listed(lambda: some(lambda: Decimal(chance.randrange(10**9)).scaleb(-2)))),
    }
    return pa.table({name: column(kind, [make() for _ in range(ROWS)]) for name, (kind, make) in kinds.items()})


def required():
    point = pa.struct([pa.field("x", pa.int32(), False), pa.field("y", pa.string(), True)])
    schema = pa.schema([
        pa.field("id", pa.int64(), False), pa.field("name", pa.string(), False), pa.field("flag", pa.bool_(), False),
        pa.field("list", pa.list_(pa.field("element", pa.int32(), False)), False), pa.field("point", point, False),
    ])
    rows = [{"id": n, "name": f"n{n % 7}", "flag": n % 3 == 0, "list": list(range(n % 4)), "point": {"x": n, "y": None if n % 2 else "y"}} for n in range(ROWS)]
    return pa.Table.from_pylist(rows, schema=schema)


def nothing():
    return pa.table({"void": pa.nulls(30), "int": pa.nulls(30, pa.int32()), "text": pa.nulls(30, pa.string()), "list": pa.nulls(30, pa.list_(pa.int64()))})


def runs():
    """Long runs, long alternations and nulls by the hundred: the turns of run-length encoding."""
    rows = 1_000
    return pa.table({
        "constant": column(pa.int32(), [7] * rows), "alternating": column(pa.int32(), [n % 2 for n in range(rows)]),
        "blocks": column(pa.string(), [f"b{n // 250}" for n in range(rows)]),
        "nulls": column(pa.int64(), [None if n // 300 % 2 else n // 100 for n in range(rows)]),
        "sparse": column(pa.int32(), [n if n % 333 == 0 else None for n in range(rows)]),
    })


TABLES = {
    "integers": integers, "floats": floats, "halves": halves, "texts": texts, "binaries": binaries, "times": times, "decimals": decimals,
    "nested": nested, "required": required, "nothing": nothing, "runs": runs,
}
