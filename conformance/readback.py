"""Reads what parquet-files.ts wrote with pyarrow, pandas and Spark: every value, statistics, page index, and answers by filters.

Usage: readback.py FOLDER RESULT   (readback.sh does it all). Ends with 1 where anything differs.
"""
import glob
import json
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

from canonical import expected

problems = []


def check(what, fine, detail=""):
    if not fine:
        problems.append(f"{what}: {detail}")
        print("DIFFERS", problems[-1][:300])


def compare(what, table, given):
    found = expected(table)
    check(what, found["rows"] == given["rows"], f"{found['rows']} rows of {given['rows']}")
    for ours, theirs in zip(given["columns"], found["columns"], strict=True):
        check(f"{what}, {ours['name']}", ours["type"] == theirs["type"], f"type {theirs['type']}, not {ours['type']}")
        wrong = [n for n, (a, b) in enumerate(zip(ours["values"], theirs["values"])) if a != b]
        check(f"{what}, {ours['name']}", not wrong, f"{len(wrong)} values, row {wrong[:1]}: {[theirs['values'][n] for n in wrong[:1]]} not {[ours['values'][n] for n in wrong[:1]]}")


def statistics(path, table):
    """Every chunk has what the footer promises, and bounds hold."""
    metadata, row = pq.ParquetFile(path).metadata, 0
    check(path, metadata.created_by.startswith("typedframe version "), metadata.created_by)
    for g in range(metadata.num_row_groups):
        group = metadata.row_group(g)
        part = table.slice(row, group.num_rows)
        row += group.num_rows
        for c in range(group.num_columns):
            chunk = group.column(c)
            what = f"{path}, row group {g}, {chunk.path_in_schema}"
            check(what, chunk.has_offset_index and chunk.is_stats_set, "no offset index or statistics")
            flat = chunk.path_in_schema in table.schema.names
            values = part.column(chunk.path_in_schema).drop_null() if flat else pa.chunked_array([pa.array([], pa.null())])
            if flat:
                check(what, chunk.statistics.null_count == group.num_rows - len(values), f"{chunk.statistics.null_count} nulls")
            only_nan = len(values) > 0 and pa.types.is_floating(values.type) and pc.all(pc.is_nan(values)).as_py()
            if len(values) == 0 or only_nan or "edges" in path:
                continue
            check(what, chunk.has_column_index and chunk.statistics.has_min_max, "no column index or bounds")
            if pa.types.is_floating(values.type):
                values = values.filter(pc.invert(pc.is_nan(values)))
            if not pa.types.is_binary(values.type):
                if pa.types.is_temporal(values.type) or pa.types.is_decimal(values.type) or pa.types.is_string(values.type):
                    continue
                bounds, least, most = pc.min_max(values), chunk.statistics.min, chunk.statistics.max
                check(what, least == bounds["min"].as_py() and most == bounds["max"].as_py(), f"bounds {least} {most}, not {bounds}")
    check(path, row == table.num_rows, "rows of the row groups")


def main(folder, result):
    spark = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.session.timeZone", "UTC").config("spark.driver.memory", "2g").config("spark.sql.mapKeyDedupPolicy", "EXCEPTION")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "100000").getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    paths = sorted(glob.glob(f"{folder}/*.parquet"))
    for path in paths:
        given = json.loads(Path(f"{folder}/{Path(path).stem.split('-')[0]}.json").read_text())
        table = pq.read_table(path)
        compare(f"pyarrow, {path}", table, given)
        statistics(path, table)
        compare(f"pandas, {path}", pa.Table.from_pandas(pd.read_parquet(path, dtype_backend="pyarrow"), preserve_index=False), given)
        rows = given["rows"]
        # Spark comes without a brotli codec.
        for vectorized in [] if "brotli" in path else ["true", "false"]:
            spark.conf.set("spark.sql.parquet.enableVectorizedReader", vectorized)
            frame = spark.read.parquet(path)
            compare(f"Spark, vectorized {vectorized}, {path}", frame.orderBy("id").toArrow(), given)
            for low, high in [(0, 0), (rows // 2, rows // 2 + 3), (rows - 1, rows - 1), (rows, rows + 5)]:
                found = frame.filter(f"id >= {low} AND id <= {high}").count()
                check(f"Spark, filter, {path}", found == max(0, min(high, rows - 1) - max(low, 0) + 1), f"{found} rows of {low} to {high}")
                check(f"Spark, equal, {path}", frame.filter(f"id = {low}").count() == (1 if 0 <= low < rows else 0), f"id {low}")
        for low in [0, rows // 2, rows]:
            found = pq.read_table(path, filters=[("id", ">=", low), ("id", "<=", low + 2)]).num_rows
            check(f"pyarrow, filter, {path}", found == max(0, min(low + 2, rows - 1) - low + 1), f"{found} rows")
    versions = {"pyarrow": pa.__version__, "pandas": pd.__version__, "spark": spark.version}
    Path(result).write_text(json.dumps({"files": len(paths), "readers": versions, "problems": problems}, indent=2) + "\n")
    print(f"{len(paths)} files read by {versions}: {len(problems)} problems")
    spark.stop()
    return 1 if problems else 0


sys.exit(main(*sys.argv[1:]))
