"""How each writer writes the tables of corpus_tables.py: over encodings, codecs, page versions, sizes and older forms."""
import glob
import os
import shutil
import tempfile

import pyarrow as pa
import pyarrow.parquet as pq

from corpus_tables import TABLES

PLAIN = {"use_dictionary": False, "compression": "none"}


def arrow_variants(name, table):
    """Names and options of pyarrow.parquet.write_table."""
    yield "default", {}
    yield "v2", {"data_page_version": "2.0", "compression": "zstd"}
    yield "plain", PLAIN
    yield "pages", {"data_page_size": 64, "write_batch_size": 8, "row_group_size": max(20, table.num_rows // 3), "write_page_index": True, "compression": "lz4"}
    yield "v2-pages", {"data_page_version": "2.0", "data_page_size": 64, "write_batch_size": 8, "compression": "gzip", "write_page_index": True, "use_dictionary": False}
    yield "fallback", {"dictionary_pagesize_limit": 64, "write_batch_size": 8, "data_page_size": 128, "compression": "brotli"}
    cut = {"coerce_timestamps": "us", "allow_truncated_timestamps": True} if name == "times" else {}
    yield "old", {"version": "1.0", "use_compliant_nested_type": False, "store_schema": False, "write_statistics": False, **cut}
    yield "checksum", {"write_page_checksum": True, "store_schema": False}
    encodings = {
        "integers": ["DELTA_BINARY_PACKED", "BYTE_STREAM_SPLIT"], "runs": [], "floats": [], "texts": ["DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"],
        "binaries": ["DELTA_BYTE_ARRAY"], "halves": ["BYTE_STREAM_SPLIT"], "decimals": ["BYTE_STREAM_SPLIT"], "times": [],
    }
    for encoding in encodings.get(name, []):
        for version in ["1.0", "2.0"]:
            plain_for_others = {c: encoding for c in table.schema.names}
            yield f"{encoding.lower()}-{version[0]}", {"column_encoding": plain_for_others, "use_dictionary": False, "data_page_version": version, "data_page_size": 256, "write_batch_size": 16}
    if name == "floats":
        for version in ["1.0", "2.0"]:
            split = {"double": "BYTE_STREAM_SPLIT", "float": "BYTE_STREAM_SPLIT", "bool": "RLE", "runs": "RLE"}
            yield f"split-{version[0]}", {"column_encoding": split, "use_dictionary": False, "data_page_version": version}
    if name == "runs":
        yield "delta", {"use_dictionary": False, "column_encoding": {"constant": "DELTA_BINARY_PACKED", "alternating": "DELTA_BINARY_PACKED", "nulls": "DELTA_BINARY_PACKED", "sparse": "DELTA_BINARY_PACKED"}}
        yield "groups", {"row_group_size": 37}
    if name == "decimals":
        yield "integers", {"store_decimal_as_integer": True}
        yield "integers-plain", {"store_decimal_as_integer": True, **PLAIN}
    if name == "times":
        yield "ms", {"coerce_timestamps": "ms", "allow_truncated_timestamps": True}
        yield "us", {"coerce_timestamps": "us", "allow_truncated_timestamps": True}


def pyarrow(corpus):
    for name, make in TABLES.items():
        table = make()
        for variant, options in arrow_variants(name, table):
            file = f"{name}-{variant}"
            # pyarrow cannot read a dictionary of its own back from these.
            kept = table.drop(["dictionary"]) if name == "texts" and "column_encoding" in options else table
            options = options | ({"column_encoding": {c: e for c, e in options["column_encoding"].items() if c in kept.schema.names}} if kept is not table else {})
            pq.write_table(kept, corpus.path(file), **options)
            corpus.add(file, f"pyarrow {pa.__version__} {options}", pq.read_table(corpus.path(file)))
        empty = f"{name}-empty"
        pq.write_table(table.slice(0, 0), corpus.path(empty))
        corpus.add(empty, f"pyarrow {pa.__version__}, no rows", pq.read_table(corpus.path(empty)))
    near = TABLES["times"]().select(["ns_utc", "ns"])
    pq.write_table(near, corpus.path("int96-default"), use_deprecated_int96_timestamps=True)
    corpus.add("int96-default", "pyarrow, INT96", instants(pq.read_table(corpus.path("int96-default"))))
    pq.write_table(near, corpus.path("int96-pages"), use_deprecated_int96_timestamps=True, use_dictionary=False, data_page_version="2.0", data_page_size=64, write_batch_size=8)
    corpus.add("int96-pages", "pyarrow, INT96, pages of version 2", instants(pq.read_table(corpus.path("int96-pages"))))


def instants(table):
    """INT96 says nothing of zones: typedframe takes it for instants, as Spark does."""
    return table.cast(pa.schema([pa.field(f.name, pa.timestamp("ns", "UTC")) if pa.types.is_timestamp(f.type) else f for f in table.schema]))


def pandas_tables():
    import pandas as pd
    numbers, texts = TABLES["integers"]().to_pandas(), TABLES["texts"]().to_pandas()
    yield "numbers", numbers[["sorted", "steps", "int64"]]
    yield "nullable", TABLES["integers"]().select(["int8", "int32", "int64"]).to_pandas(types_mapper={pa.int8(): pd.Int8Dtype(), pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}.get)
    yield "floats", TABLES["floats"]().select(["double", "float"]).to_pandas()
    yield "texts", texts[["few", "many"]]
    yield "categories", texts[["few"]].astype("category")
    yield "times", pd.DataFrame({"naive": pd.to_datetime([0, None, 1_700_000_000_123_456_789]), "utc": pd.to_datetime([0, None, 1_700_000_000_123_456_789], utc=True)})
    yield "indexed", pd.DataFrame({"value": [1.5, None, 3.5]}, index=pd.Index(["a", "b", "c"], name="key"))
    yield "none", pd.DataFrame({"value": pd.Series([], dtype="float64"), "name": pd.Series([], dtype="object")})


def pandas(corpus):
    import pandas as pd
    for name, frame in pandas_tables():
        for compression in ["snappy", "gzip", None]:
            file = f"{name}-{compression or 'none'}"
            frame.to_parquet(corpus.path(file), compression=compression)
            corpus.add(file, f"pandas {pd.__version__}, {compression}", pq.read_table(corpus.path(file)))


def fastparquet(corpus):
    import fastparquet as fp
    for name, frame in pandas_tables():
        for variant, options in {
            "default": {}, "zstd": {"compression": "ZSTD"}, "groups": {"row_group_offsets": 40, "compression": "GZIP"},
            "int96": {"times": "int96", "compression": "SNAPPY"}, "required": {"has_nulls": False},
        }.items():
            if variant == "int96" and name != "times" or variant == "required" and frame.isnull().values.any():
                continue
            file = f"{name}-{variant}"
            fp.write(corpus.path(file), frame, **options)
            # What fastparquet reads it gives as pandas; pyarrow's reading of the file keeps its types.
            table = pq.read_table(corpus.path(file))
            theirs = fp.ParquetFile(corpus.path(file)).to_pandas().reset_index()[table.schema.names]
            assert pa.Table.from_pandas(theirs, preserve_index=False).num_rows == table.num_rows
            for column in table.schema.names:
                ours, own = table.column(column).to_pandas(), theirs[column]
                assert all(a == b or (a != a or a is None) and (b != b or b is None) for a, b in zip(map(plain, ours), map(plain, own))), (file, column)
            corpus.add(file, f"fastparquet {fp.__version__} {options}", instants(table) if variant == "int96" else table)


def plain(value):
    """Of pandas' many nulls one; moments without their zone."""
    import pandas as pd
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    return value.tz_localize(None) if isinstance(value, pd.Timestamp) and value.tz else value


def duckdb(corpus):
    import duckdb as db
    connection = db.connect(config={"threads": 1})
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET arrow_lossless_conversion = true")
    for name, make in TABLES.items():
        table = make()
        if name == "halves" or name == "nothing":
            continue
        connection.register("source", table)
        for variant, options in {
            "default": "", "v2": "PARQUET_VERSION V2, COMPRESSION zstd", "plain": "COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1",
            "groups": "ROW_GROUP_SIZE 40, COMPRESSION gzip", "brotli": "COMPRESSION brotli, PARQUET_VERSION V2", "lz4": "COMPRESSION lz4_raw",
        }.items():
            file = f"{name}-{variant}"
            connection.execute(f"COPY source TO '{corpus.path(file)}' (FORMAT parquet{', ' + options if options else ''})")
            read = connection.execute(f"SELECT * FROM '{corpus.path(file)}'").to_arrow_table()
            corpus.add(file, f"DuckDB {db.__version__} {options}", read)


SPARK_TABLES = {
    "integers": ["int8", "int16", "int32", "int64", "sorted", "steps"], "floats": None, "texts": ["few", "many", "random", "long"], "binaries": ["binary"],
    "times": ["date", "us_utc", "us"], "decimals": None, "nested": None, "required": None, "runs": None,
}
SPARK_VARIANTS = {
    "default": {}, "micros": {"spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS", "compression": "zstd"},
    "millis": {"spark.sql.parquet.outputTimestampType": "TIMESTAMP_MILLIS", "compression": "gzip"},
    "legacy": {"spark.sql.parquet.writeLegacyFormat": "true", "compression": "none"},
    "v2": {"parquet.writer.version": "v2", "compression": "lz4_raw"},
    "v2-pages": {"parquet.writer.version": "v2", "parquet.page.row.count.limit": "20", "parquet.page.size.row.check.min": "5", "parquet.enable.dictionary": "false"},
    "pages": {"parquet.page.row.count.limit": "25", "parquet.page.size.row.check.min": "5", "parquet.dictionary.page.size": "256", "parquet.bloom.filter.enabled": "true", "parquet.bloom.filter.max.bytes": "128"},
}


def spark(corpus):
    from pyspark.sql import SparkSession
    session = (
        SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.memory", "1g").config("spark.sql.parquet.int96RebaseModeInWrite", "CORRECTED")
        .config("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED").getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    for name, columns in SPARK_TABLES.items():
        table = TABLES[name]()
        frame = session.createDataFrame(table.select(columns) if columns else table).coalesce(1)
        for variant, options in SPARK_VARIANTS.items():
            if variant in ("micros", "millis") and name != "times" or variant == "legacy" and name in ("integers", "floats", "texts"):
                continue
            file, folder = f"{name}-{variant}", tempfile.mkdtemp()
            settings = {k: v for k, v in options.items() if k.startswith("spark.")}
            for key, value in settings.items():
                session.conf.set(key, value)
            frame.write.mode("overwrite").options(**{k: v for k, v in options.items() if k not in settings}).parquet(folder)
            for key in settings:
                session.conf.unset(key)
            part, = glob.glob(f"{folder}/part-*.parquet")
            shutil.copy(part, corpus.path(file))
            corpus.add(file, f"Spark {session.version} {options}", session.read.parquet(folder).toArrow())
            shutil.rmtree(folder)
        if name == "nested":
            empty = tempfile.mkdtemp()
            frame.limit(0).coalesce(1).write.mode("overwrite").parquet(empty)
            for part in glob.glob(f"{empty}/part-*.parquet"):
                shutil.copy(part, corpus.path("nested-empty"))
                corpus.add("nested-empty", f"Spark {session.version}, no rows", session.read.parquet(empty).toArrow())
    session.stop()


WRITERS = {"pyarrow": pyarrow, "pandas": pandas, "fastparquet": fastparquet, "duckdb": duckdb, "spark": spark}
