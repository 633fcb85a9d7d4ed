/**
 * The one list of errors: condition (Spark's name where Spark has one), SQLSTATE, and a message that says what happened
 * and what to do next. `{name}` is filled in from the parameters. Keep the list sorted.
 */
export interface ConditionEntry { readonly sqlState: string; readonly message: string }
export type Parameters = Readonly<Record<string, unknown>>

export const conditions = {
  AMBIGUOUS_REFERENCE: { sqlState: '42704', message: "Column '{name}' is on both sides. Say which one is meant: take it from the callback's parameter of that side." },
  ARITHMETIC_OVERFLOW: { sqlState: '22003', message: '{message}: the result does not fit {type}. Cast to a wider type, or use the try_ form to get null.' },
  CANCELLED: { sqlState: 'HY008', message: 'The query was cancelled{reason}.' },
  CANNOT_MERGE_TYPE: { sqlState: '42825', message: "rows[{row}], column '{column}': {value} is a {type}, but values before it are {other}. Make the values alike, or declare a schema." },
  CANNOT_READ_FILE_FOOTER: { sqlState: 'KD001', message: "Cannot read the footer of '{path}': {reason}. Is it a Parquet file, and complete?" },
  CAST_INVALID_INPUT: { sqlState: '22018', message: "The value '{value}' of type {from} cannot be cast to {to}: it does not parse. Use tryCast to get null instead." },
  CAST_OVERFLOW: { sqlState: '22003', message: 'The value {value} of type {from} cannot be cast to {to}: it is out of range. Use tryCast to get null instead.' },
  COLUMN_ALREADY_EXISTS: { sqlState: '42711', message: "There would be two columns '{name}'. Rename or drop one of them; a join takes { suffix }." },
  DATATYPE_MISMATCH: { sqlState: '42K09', message: '{message}. Cast the argument to the type that is meant.' },
  DISK_FULL: { sqlState: '53100', message: "There is no space left to write '{path}'. Free some, or write elsewhere." },
  DIVIDE_BY_ZERO: { sqlState: '22012', message: 'Division by zero. Use tryDiv to get null instead.' },
  DUPLICATE_COLUMN: { sqlState: '42711', message: "{verb} would give two columns named '{name}'. {hint}" },
  FAILED_READ_FILE: { sqlState: 'KD001', message: "Cannot read '{path}': {reason}." },
  FAILED_WRITE_FILE: { sqlState: '58030', message: "Cannot write '{path}': {reason}." },
  FILE_PERMISSION_DENIED: { sqlState: '42501', message: "This user may not {action} '{path}'. Check the rights of the file and its folder." },
  FOREIGN_COLUMN: { sqlState: '42703', message: "The column '{name}' belongs to another frame, or to this one before a verb replaced it. Use the columns that the callback is given, or join the frames first." },
  GROUP_BY_AGGREGATE: { sqlState: '42903', message: '{function} is an aggregate and cannot be a group key. Aggregate in agg, then group its result.' },
  GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE: { sqlState: '42822', message: "'{expression}' is a {type}, which cannot be compared. Group, sort or compare by parts of it." },
  INCOMPATIBLE_COLUMN_TYPE: { sqlState: '42825', message: "{operation}: column '{column}' is {first} on one side and {other} on the other. Cast one of them." },
  INTERNAL_ERROR: { sqlState: 'XX000', message: '{message} This is a mistake in typedframe: please report it with the query.' },
  INVALID_ARGUMENT: { sqlState: '22023', message: '{verb}: {message}.' },
  INVALID_CONFIG_VALUE: { sqlState: '22023', message: "The option '{option}' cannot be {value}. {hint}" },
  INVALID_DECIMAL_TYPE: { sqlState: '22023', message: 'decimal({precision},{scale}) is not a type: precision must be 1 to 38 and scale 0 to precision.' },
  INVALID_LIMIT_LIKE_EXPRESSION: { sqlState: '42K0E', message: 'The {what} cannot be {value}. Give a whole number that is not negative.' },
  INVALID_LITERAL: { sqlState: '22023', message: '{value} cannot stand in an expression: {reason}.' },
  INVALID_ROW: { sqlState: '22023', message: 'rows[{row}] is {value}, not a row: give an object with the columns as keys.' },
  INVALID_ROW_VALUE: { sqlState: '22018', message: "rows[{row}], column '{column}': {value} is not a {type}. {hint}" },
  INVALID_SAMPLE_FRACTION: { sqlState: '22023', message: 'The fraction of a sample cannot be {value}. Give a number from 0 to 1.' },
  INVALID_SCHEMA: { sqlState: '22023', message: "Column '{column}' of the schema has no type: write one of t's, such as t.int64 or t.utf8.nullable()." },
  INVALID_TIME_ZONE: { sqlState: '22009', message: "'{name}' is not a time zone. Use an IANA name such as Europe/Berlin, or an offset such as +02:00." },
  INVALID_WHERE_CONDITION: { sqlState: '42903', message: '{function} is an aggregate and cannot stand in a condition over rows. Aggregate first with groupBy and agg, then filter the result.' },
  MISSING_AGGREGATION: { sqlState: '42803', message: "Column '{column}' has many values in a group. Make it a group key, or take one value with first($.{column}), min or max." },
  MISSING_GROUP_BY: { sqlState: '42803', message: '{function} is an aggregate, but this is a row by row verb. Use agg, or groupBy and agg.' },
  NESTED_AGGREGATE_FUNCTION: { sqlState: '42607', message: '{function} takes an argument that is an aggregate itself. Aggregate twice: agg, then agg over its result.' },
  NOT_NULL_ASSERT_VIOLATION: { sqlState: '42000', message: "rows[{row}], column '{column}' is null, but its type says it never is. Declare it .nullable(), or give a value." },
  NUMERIC_VALUE_OUT_OF_RANGE: { sqlState: '22003', message: 'The value {value} does not fit {type}. Cast to a wider type, or use the try_ form to get null.' },
  NUM_COLUMNS_MISMATCH: { sqlState: '42826', message: '{operation}: one side has {first} columns, another {other}. Select the same columns on every side.' },
  OUT_OF_MEMORY: { sqlState: '53200', message: '{consumer} needs {needed} more, but the memory limit of {limit} is used up. Raise session({ memory }), select fewer columns, or filter earlier.' },
  PATH_NOT_FOUND: { sqlState: '42K03', message: "There is no file '{path}'. Check the path; it is relative to the working directory of the process." },
  REMAINDER_BY_ZERO: { sqlState: '22012', message: 'Remainder by zero. Use tryMod to get null instead.' },
  SCHEMA_MISMATCH: { sqlState: '42K0A', message: '{subject} does not fit the schema: {differences}.' },
  SESSION_CLOSED: { sqlState: '08003', message: 'The session is closed. Make a new one with session().' },
  UNRESOLVED_COLUMN: { sqlState: '42703', message: "There is no column '{name}'. {suggestion}" },
  UNRESOLVED_ROUTINE: { sqlState: '42883', message: "There is no function '{name}'. {suggestion}" },
  UNSAFE_INTEGER: { sqlState: '22003', message: "The value {value} of column '{column}' is beyond ±(2^53-1), where a number is not exact. Ask for { int64: 'bigint' } or { int64: 'string' }." },
  UNSUPPORTED_DATATYPE: { sqlState: '0A000', message: "'{type}' is not a type. The types are {known}; or pass one of t's, such as t.decimal(12, 2)." },
  WRONG_NUM_ARGS: { sqlState: '42605', message: '{function} takes {expected} arguments, not {actual}.' },
} as const satisfies Readonly<Record<string, ConditionEntry>>

export type Condition = keyof typeof conditions
