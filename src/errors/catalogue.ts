/**
 * The one list of errors: condition (Spark's name where Spark has one), SQLSTATE, and a message that says what happened
 * and what to do next. `{name}` is filled in from the parameters. Keep the list sorted.
 */
export interface ConditionEntry { readonly sqlState: string; readonly message: string }
export type Parameters = Readonly<Record<string, unknown>>

export const conditions = {
  ARITHMETIC_OVERFLOW: { sqlState: '22003', message: '{message}: the result does not fit {type}. Cast to a wider type, or use the try_ form to get null.' },
  CANCELLED: { sqlState: 'HY008', message: 'The query was cancelled{reason}.' },
  CANNOT_READ_FILE_FOOTER: { sqlState: 'KD001', message: "Cannot read the footer of '{path}': {reason}. Is it a Parquet file, and complete?" },
  CAST_INVALID_INPUT: { sqlState: '22018', message: "The value '{value}' of type {from} cannot be cast to {to}: it does not parse. Use tryCast to get null instead." },
  CAST_OVERFLOW: { sqlState: '22003', message: 'The value {value} of type {from} cannot be cast to {to}: it is out of range. Use tryCast to get null instead.' },
  DATATYPE_MISMATCH: { sqlState: '42K09', message: '{message}. Cast the argument to the type that is meant.' },
  DISK_FULL: { sqlState: '53100', message: "There is no space left to write '{path}'. Free some, or write elsewhere." },
  DIVIDE_BY_ZERO: { sqlState: '22012', message: 'Division by zero. Use tryDiv to get null instead.' },
  FAILED_READ_FILE: { sqlState: 'KD001', message: "Cannot read '{path}': {reason}." },
  FAILED_WRITE_FILE: { sqlState: '58030', message: "Cannot write '{path}': {reason}." },
  FILE_PERMISSION_DENIED: { sqlState: '42501', message: "This user may not {action} '{path}'. Check the rights of the file and its folder." },
  INTERNAL_ERROR: { sqlState: 'XX000', message: '{message} This is a mistake in typedframe: please report it with the query.' },
  INVALID_CONFIG_VALUE: { sqlState: '22023', message: "The option '{option}' cannot be {value}. {hint}" },
  INVALID_DECIMAL_TYPE: { sqlState: '22023', message: 'decimal({precision},{scale}) is not a type: precision must be 1 to 38 and scale 0 to precision.' },
  INVALID_LITERAL: { sqlState: '22023', message: '{value} cannot stand in an expression: {reason}.' },
  INVALID_SCHEMA: { sqlState: '22023', message: "Column '{column}' of the schema has no type: write one of t's, such as t.int64 or t.utf8.nullable()." },
  INVALID_TIME_ZONE: { sqlState: '22009', message: "'{name}' is not a time zone. Use an IANA name such as Europe/Berlin, or an offset such as +02:00." },
  NUMERIC_VALUE_OUT_OF_RANGE: { sqlState: '22003', message: 'The value {value} does not fit {type}. Cast to a wider type, or use the try_ form to get null.' },
  OUT_OF_MEMORY: { sqlState: '53200', message: '{consumer} needs {needed} more, but the memory limit of {limit} is used up. Raise session({ memory }), select fewer columns, or filter earlier.' },
  PATH_NOT_FOUND: { sqlState: '42K03', message: "There is no file '{path}'. Check the path; it is relative to the working directory of the process." },
  REMAINDER_BY_ZERO: { sqlState: '22012', message: 'Remainder by zero. Use tryMod to get null instead.' },
  SESSION_CLOSED: { sqlState: '08003', message: 'The session is closed. Make a new one with session().' },
  UNRESOLVED_COLUMN: { sqlState: '42703', message: "There is no column '{name}'. {suggestion}" },
  WRONG_NUM_ARGS: { sqlState: '42605', message: '{function} takes {expected} arguments, not {actual}.' },
} as const satisfies Readonly<Record<string, ConditionEntry>>

export type Condition = keyof typeof conditions
