"""Asks Spark to read the files of cases.ts.

Usage: spark.py CASES.json > spark.json   (run.sh does it). One answer a line: columns with their types, and rows; or "error".
"""
import datetime
import decimal
import json
import logging
import math
import os
import sys
import tempfile
import time

os.environ["TZ"] = "UTC"
time.tzset()

from pyspark.sql import Row, SparkSession  # noqa: E402

spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false")
    .config("spark.sql.ansi.enabled", "true")
    .config("spark.sql.session.timeZone", "UTC")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")
logging.disable(logging.CRITICAL)


def plain(value, zoned):
    if isinstance(value, Row):
        return [plain(v, zoned) for v in value]
    if isinstance(value, list):
        return [plain(v, zoned) for v in value]
    if isinstance(value, dict):
        return [[plain(k, zoned), plain(v, zoned)] for k, v in sorted(value.items())]
    if isinstance(value, datetime.datetime):
        return value.isoformat() + ("Z" if zoned else "")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).hex()
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 2**53:
        return str(value)
    return value


def answer(case):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "file")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(case["text"])
        reader = spark.read.format(case["format"]).options(**case["options"])
        if "schema" in case:
            reader = reader.schema(case["schema"])
        try:
            frame = reader.load(path)
            rows = frame.cache().collect()
            types = frame.dtypes
            return {"types": types, "rows": [[plain(v, t == "timestamp") for v, (_, t) in zip(row, types)] for row in rows]}
        except Exception:
            return "error"


answers = [json.dumps(answer(case), ensure_ascii=False) for case in json.load(open(sys.argv[1], encoding="utf-8"))]
print("[\n" + ",\n".join(answers) + "\n]")
