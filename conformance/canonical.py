"""Arrow tables as the JSON in which corpora keep expected values: what `test/corpus` compares with.

Integers of 64 bits, timestamps (microseconds since 1970, rounded down) and decimals (without their point) are texts, doubles that JSON
does not know too; bytes are hex digits, dates days since 1970, structs lists of their members, maps lists of [key, value].
"""
import math

import pyarrow as pa
import pyarrow.types as is_

MICROS = {"s": 1_000_000, "ms": 1_000, "us": 1}


def type_text(kind):
    """The type of a column as typedframe shows it, by what its documentation says of Parquet and Arrow types."""
    names = {
        pa.null(): "void", pa.bool_(): "boolean", pa.int8(): "tinyint", pa.int16(): "smallint", pa.int32(): "int", pa.int64(): "bigint",
        pa.uint8(): "smallint", pa.uint16(): "int", pa.uint32(): "bigint", pa.uint64(): "decimal(20,0)", pa.float16(): "float",
        pa.float32(): "float", pa.float64(): "double", pa.date32(): "date", pa.date64(): "date",
    }
    if kind in names:
        return names[kind]
    if is_.is_dictionary(kind) or is_.is_run_end_encoded(kind):
        return type_text(kind.value_type)
    if isinstance(kind, pa.BaseExtensionType):
        return "boolean" if kind.extension_name == "arrow.bool8" else type_text(kind.storage_type)
    if is_.is_string(kind) or is_.is_large_string(kind) or is_.is_string_view(kind):
        return "string"
    if is_.is_binary(kind) or is_.is_large_binary(kind) or is_.is_binary_view(kind) or is_.is_fixed_size_binary(kind):
        return "binary"
    if is_.is_timestamp(kind):
        return "timestamp" if kind.tz else "timestamp_ntz"
    if is_.is_decimal(kind):
        return f"decimal({kind.precision},{kind.scale})"
    if is_.is_map(kind):
        return f"map<{type_text(kind.key_type)},{type_text(kind.item_type)}>"
    if is_.is_struct(kind):
        return f"struct<{','.join(f'{f.name}:{type_text(f.type)}' for f in kind)}>"
    if hasattr(kind, "value_type"):
        return f"array<{type_text(kind.value_type)}>"
    raise TypeError(f"no counterpart of {kind}")


def number(value):
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return "-0" if value == 0 and math.copysign(1, value) < 0 else value


def canonical(scalar):
    kind = scalar.type
    if is_.is_dictionary(kind):
        return canonical(scalar.value) if scalar.is_valid else None
    if is_.is_run_end_encoded(kind):
        return canonical(scalar.value)
    if not scalar.is_valid or is_.is_null(kind):
        return None
    if isinstance(kind, pa.BaseExtensionType):
        return scalar.value.as_py() != 0 if kind.extension_name == "arrow.bool8" else canonical(scalar.value)
    if is_.is_int64(kind) or is_.is_uint64(kind) or is_.is_uint32(kind):
        return str(scalar.as_py())
    if is_.is_floating(kind):
        return number(float(scalar.as_py()))
    if is_.is_timestamp(kind):
        return str(scalar.value // 1_000 if kind.unit == "ns" else scalar.value * MICROS[kind.unit])
    if is_.is_date(kind):
        return scalar.cast(pa.date32()).value
    if is_.is_decimal(kind):
        sign, digits, exponent = scalar.as_py().as_tuple()
        unscaled = int("".join(map(str, digits))) * 10 ** (exponent + kind.scale)
        return str(-unscaled if sign else unscaled)
    if is_.is_map(kind):
        keys, items = scalar.values.flatten()
        return [[canonical(k), canonical(v)] for k, v in zip(keys, items)]
    if is_.is_struct(kind):
        return [canonical(scalar[n]) for n in range(kind.num_fields)]
    if hasattr(kind, "value_type"):
        return [canonical(item) for item in scalar.values]
    value = scalar.as_py()
    return value.hex() if isinstance(value, bytes) else value


def expected(table):
    columns = [{"name": f.name, "type": type_text(f.type), "values": [canonical(v) for v in table.column(n)]} for n, f in enumerate(table.schema)]
    return {"rows": table.num_rows, "columns": columns}
