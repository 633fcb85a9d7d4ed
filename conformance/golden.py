"""Asks Spark for the answers to the questions of expressions.ts and writes them to golden/<family>.json.

Usage: golden.py QUESTIONS.json GOLDEN_DIRECTORY [FAMILY...]   (run.sh does it all)
"""
import json
import logging
import sys
from collections import defaultdict
from decimal import Decimal
from multiprocessing.pool import ThreadPool
from pathlib import Path

import pyspark
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql import types as T

THREADS = 2


def session():
    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.memory", "3g")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.timestampType", "TIMESTAMP_LTZ")
        .config("spark.sql.maxPlanStringLength", "100")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    logging.disable(logging.CRITICAL)
    return spark


# --- values in, as SQL

ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\u0000"}


def quoted(text):
    return "'" + "".join(ESCAPES.get(c, c) for c in text) + "'"


def literal(kind, value):
    """A value of the golden format as an SQL expression of the type."""
    if value is None:
        return f"CAST(NULL AS {kind.simpleString()})"
    if isinstance(kind, T.StringType):
        return quoted(value)
    if isinstance(kind, T.BinaryType):
        return f"X'{value}'"
    if isinstance(kind, T.ArrayType):
        text = f"array({', '.join(literal(kind.elementType, v) for v in value)})"
    elif isinstance(kind, T.MapType):
        parts = [literal(t, v) for entry in value for t, v in zip((kind.keyType, kind.valueType), entry)]
        text = f"map({', '.join(parts)})"
    elif isinstance(kind, T.StructType):
        return f"named_struct({', '.join(f'{quoted(f.name)}, {literal(f.dataType, v)}' for f, v in zip(kind.fields, value))})"
    else:
        text = quoted(value)
    return f"CAST({text} AS {kind.simpleString()})"


# --- answers out

def exact(kind, sql):
    """SQL that gives a value of the type in a form which Python can hold: dates as text, instants as microseconds."""
    if isinstance(kind, (T.DateType, T.TimestampNTZType)):
        return f"CAST({sql} AS STRING)"
    if isinstance(kind, T.TimestampType):
        return f"unix_micros({sql})"
    if isinstance(kind, T.MapType):
        return f"map_entries({sql})"
    if isinstance(kind, T.ArrayType):
        inner = exact(kind.elementType, "x")
        return sql if inner == "x" else f"transform({sql}, x -> {inner})"
    return sql


def instant(micros):
    """Microseconds as text in UTC, whatever the year."""
    days, rest = divmod(micros, 86_400_000_000)
    z = days + 719_468
    era, of_era = divmod(z, 146_097)
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    m = (5 * of_year + 2) // 153
    month, day = (m + 3 if m < 10 else m - 9), of_year - (153 * m + 2) // 5 + 1
    year += era * 400 + (1 if month <= 2 else 0)
    seconds, fraction = divmod(rest, 1_000_000)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    tail = f".{fraction:06}".rstrip("0") if fraction else ""
    return f"{sign}{abs(year):04}-{month:02}-{day:02} {clock}{tail}Z"


def answer(kind, value):
    """What Python got of a value, in the golden format."""
    if value is None:
        return None
    if isinstance(kind, T.BooleanType):
        return "true" if value else "false"
    if isinstance(kind, (T.FloatType, T.DoubleType)):
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(repr(value), repr(value))
    if isinstance(kind, T.BinaryType):
        return bytes(value).hex().upper()
    if isinstance(kind, T.TimestampType):
        return instant(value)
    if isinstance(kind, T.ArrayType):
        return [answer(kind.elementType, v) for v in value]
    if isinstance(kind, T.MapType):
        entries = value.items() if isinstance(value, dict) else value
        return sorted(([answer(kind.keyType, k), answer(kind.valueType, v)] for k, v in entries), key=line)
    if isinstance(kind, T.StructType):
        return [answer(f.dataType, value[n]) for n, f in enumerate(kind.fields)]
    if isinstance(value, Decimal):
        return f"{value:.{kind.scale}f}"
    return str(value)


def condition(error):
    name = error.getCondition() if isinstance(error, PySparkException) else None
    if name:
        return name
    text = str(error).strip()
    return (text or type(error).__name__).split("\n")[0].split(":")[0][:80]


class Asker:
    def __init__(self, spark, question):
        self.spark, self.question = spark, question
        self.kinds = [spark.sql(f"SELECT CAST(NULL AS {t})").schema[0].dataType for t in question["types"]]
        self.names = [f"c{n}" for n in range(len(self.kinds))]

    def table(self, cases):
        """FROM clause; an aggregate's cases are told apart by column k."""
        aggregate = self.question["aggregate"]
        rows = [(n, row) for n, case in enumerate(cases) for row in (case if aggregate else [case])]
        where = ""
        if not rows:
            rows, where = [(0, [None] * len(self.kinds))], " WHERE false"
        texts = [f"({', '.join([str(n), *(literal(t, v) for t, v in zip(self.kinds, row))])})" for n, row in rows]
        return f"FROM VALUES {', '.join(texts)} AS t({', '.join(['k', *self.names])}){where}"

    def type(self):
        """The result's type. Raises what the analysis finds wrong."""
        return self.spark.sql(f"SELECT {self.question['sql']} AS r {self.table(self.question['cases'][:1])}").schema[0].dataType

    def values(self, kind, cases):
        select = exact(kind, self.question["sql"])
        if not self.question["aggregate"]:
            return [answer(kind, r[0]) for r in self.spark.sql(f"SELECT {select} AS r {self.table(cases)}").collect()]
        if len(cases) == 1:
            return [answer(kind, r[0]) for r in self.spark.sql(f"SELECT {select} AS r {self.table(cases)}").collect()]
        grouped = self.spark.sql(f"SELECT k, {select} AS r {self.table(cases)} GROUP BY k").collect()
        found = {r[0]: answer(kind, r[1]) for r in grouped}
        return [found[n] if n in found else self.values(kind, [case])[0] for n, case in enumerate(cases)]

    def one(self, kind, case):
        try:
            return self.values(kind, [case])[0]
        except Exception as error:
            return {"error": condition(error)}

    def ask(self):
        try:
            kind = self.type()
        except Exception as error:
            return {**self.question, "error": condition(error), "cases": []}
        try:
            answers = self.values(kind, self.question["cases"])
        except Exception:
            answers = [self.one(kind, case) for case in self.question["cases"]]
        return {**self.question, "type": kind.simpleString(), "cases": list(zip(self.question["cases"], answers))}


# --- files: one case a line, so that a change reads well

def line(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write(path, questions):
    blocks = []
    for q in sorted(questions, key=lambda q: (q["sql"], q["types"], q["zone"])):
        head = {k: v for k, v in q.items() if k not in ("cases", "family")}
        cases = "".join(f"\n{line(c)}," for c in q["cases"])[:-1]
        blocks.append(f'{line(head)[:-1]},"cases":[{cases}]}}')
    path.write_text(f'{{"spark":{line(pyspark.__version__)},"questions":[\n' + ",\n".join(blocks) + "\n]}\n", encoding="utf-8")


def main():
    source, target, *wanted = sys.argv[1:]
    questions = [q for q in json.loads(Path(source).read_text(encoding="utf-8")) if not wanted or q["family"] in wanted]
    spark = session()
    zones = defaultdict(list)
    for q in questions:
        zones[q["zone"]].append(q)
    answered = []
    for zone, group in zones.items():
        spark.conf.set("spark.sql.session.timeZone", zone)
        with ThreadPool(THREADS) as pool:
            for q in pool.imap_unordered(lambda q: Asker(spark, q).ask(), group):
                answered.append(q)
                if len(answered) % 100 == 0:
                    print(f"{len(answered)} of {len(questions)}", file=sys.stderr, flush=True)
    families = defaultdict(list)
    for q in answered:
        families[q["family"]].append(q)
    for family, group in families.items():
        write(Path(target) / f"{family}.json", group)
        print(f"{family}: {len(group)} expressions, {sum(max(1, len(q['cases'])) for q in group)} cases")


main()
