"""Reads the folders of partitions that partitions.ts wrote with Spark and pyarrow, and writes the same with these.

Usage: partitions.py FOLDER RESULT   (partitions.sh does it all). The result has what differs, and the names that each writer gives.
"""
import datetime
import decimal
import glob
import json
import os
import sys
import time
from pathlib import Path

os.environ["TZ"] = "UTC"
time.tzset()

import pyarrow as pa  # noqa: E402
import pyarrow.dataset as ds  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

# pyarrow names no folders by decimals
ARROW = {
    "string": pa.string(), "bigint": pa.int64(), "date": pa.date32(), "decimal(20,3)": pa.string(), "boolean": pa.bool_(), "double": pa.float64(),
    "timestamp": pa.timestamp("us"),
}
PARSE = {
    "string": str, "bigint": int, "date": datetime.date.fromisoformat, "decimal(20,3)": decimal.Decimal, "boolean": lambda text: text == "true",
    "double": float, "timestamp": datetime.datetime.fromisoformat,
}
problems = []


def compare(what, column, found):
    parse = PARSE[column["type"]]
    for n, text in enumerate(column["texts"]):
        # a folder's name has one form for null and for text without characters
        wanted = None if text in (None, "") else parse(text)
        if found.get(n, "no row") != wanted and not (text == "" and found.get(n) == ""):
            problems.append(f"{what} of {column['name']}: {found.get(n, 'no row')!r}, not {text!r}")
            print("DIFFERS", problems[-1])


def names(folder):
    """Which name each row's folder has."""
    return {str(i): os.path.basename(os.path.dirname(path)) for path in glob.glob(f"{glob.escape(folder)}/*/*.parquet")
            for i in pq.ParquetFile(path).read().column("id").to_pylist()}


def main(folder, result):
    columns, seen = json.loads(Path(f"{folder}/columns.json").read_text()), {"typedframe": [], "spark": [], "pyarrow": []}
    spark = (SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
             .config("spark.sql.session.timeZone", "UTC").getOrCreate())
    spark.sparkContext.setLogLevel("OFF")
    for n, column in enumerate(columns):
        name, kind, ours = column["name"], column["type"], f"{folder}/typedframe/{n}"
        frame = spark.read.schema(f"id int, `{name}` {kind}").parquet(ours)
        compare("Spark reads ours", column, {row["id"]: row[name] for row in frame.collect()})
        hive = ds.partitioning(pa.schema([(name, ARROW[kind])]), flavor="hive")
        table = ds.dataset(ours, partitioning=hive).to_table()
        read = table[name].to_pylist() if kind != "decimal(20,3)" else [None if text is None else decimal.Decimal(text) for text in table[name].to_pylist()]
        compare("pyarrow reads ours", column, dict(zip(table["id"].to_pylist(), read)))
        values = [None if text is None else PARSE[kind](text) for text in column["texts"]]
        given = column["texts"] if kind == "decimal(20,3)" else values
        table = pa.table({"id": pa.array(range(len(values)), pa.int32()), name: pa.array(given, ARROW[kind])})
        spark.createDataFrame(list(zip(range(len(values)), values)), f"id int, `{name}` {kind}").coalesce(1).write.partitionBy(name).parquet(f"{folder}/spark/{n}")
        # pyarrow writes names of columns as they are
        if "/" not in name:
            ds.write_dataset(table, f"{folder}/pyarrow/{n}", format="parquet", partitioning=hive)
        for writer, found in seen.items():
            found.append(names(f"{folder}/{writer}/{n}"))
    versions = {"pyarrow": pa.__version__, "spark": spark.version}
    Path(result).write_text(json.dumps({"with": versions, "problems": problems, "names": seen}, indent=1, ensure_ascii=False) + "\n")
    spark.stop()


main(*sys.argv[1:])
