/** Small files with options, read by Spark and by us: what Spark said of each is in `spark.json`, in the same order. */

export interface TextCase {
  readonly format: 'csv' | 'json'
  readonly text: string
  /** As Spark writes it; none: inferred. */
  readonly schema?: string
  readonly options: Readonly<Record<string, string | boolean | number>>
  /** Why our answer is another one on purpose. */
  readonly differs?: string
}
const MODES = ['FAILFAST', 'PERMISSIVE', 'DROPMALFORMED'] as const
const corrupt = (schema: string): string => `${schema}, _corrupt_record string`

/** The defaults of Spark that are not ours. */
const csvDefaults = { header: true, escape: '"', multiLine: true }
const csv = (text: string, schema: string, options: TextCase['options'] = {}, differs?: string): TextCase =>
  ({ format: 'csv', text, schema, options: { ...csvDefaults, mode: 'FAILFAST', ...options }, ...differs && { differs } })
const json = (text: string, schema: string, options: TextCase['options'] = {}, differs?: string): TextCase =>
  ({ format: 'json', text, schema, options: { mode: 'FAILFAST', ...options }, ...differs && { differs } })
const inferred = (format: 'csv' | 'json', text: string, options: TextCase['options'] = {}, differs?: string): TextCase => ({
  format, text, options: { ...format === 'csv' ? { ...csvDefaults, inferSchema: true } : {}, mode: 'FAILFAST', ...options }, ...differs && { differs },
})
/** In the three modes; PERMISSIVE with the column of corrupt records. */
const modes = (make: typeof csv, text: string, schema: string, options: TextCase['options'] = {}, differs: Partial<Record<typeof MODES[number], string>> = {}): TextCase[] =>
  MODES.map(mode => make(text, mode === 'PERMISSIVE' ? corrupt(schema) : schema, { ...options, mode }, differs[mode]))

const strict = 'Text behind a closing quote is malformed here; Spark takes the field as it stands.'
const open = 'A quote that is never closed makes its row malformed here; Spark takes all that follows for the field.'

const csvCases: readonly TextCase[] = [
  ...modes(csv, 'a,b\n1,x\nq,y\n3,z\n', 'a int, b string'),
  ...modes(csv, 'a,b,c\n1,2,3\n4,5\n6,7,8,9\n,,\n', 'a int, b int, c int'),
  ...modes(csv, 'a,b\n"x"y,1\nz,2\n', 'a string, b int', {}, { FAILFAST: strict, PERMISSIVE: strict, DROPMALFORMED: strict }),
  ...modes(csv, 'a,b\n"x,1\ny,2\n', 'a string, b int', {}, { PERMISSIVE: open, DROPMALFORMED: open }),
  ...modes(csv, 'a,b\n1,2024-02-30\n2,2024-02-29\nx,y\n', 'a int, b date'),
  ...modes(csv, 'a\n1.5\n99999.99\nabc\n\n-0.004\n', 'a decimal(5,2)', {}, {
    PERMISSIVE: 'Digits behind the scale are malformed, not rounded; a line without anything is a row of null where there is one column.',
    DROPMALFORMED: 'The same.',
  }),
  ...modes(csv, 'a,b\ntrue,1\nTRUE,2\nyes,3\n', 'a boolean, b tinyint'),
  ...modes(csv, 'a,b\n128,1\n127,2\n', 'a tinyint, b int'),
  csv('a,b\n"say ""hi""",1\n', 'a string, b int'),
  csv('a,b\n"say \\"hi\\" \\\\",1\n', 'a string, b int', { escape: '\\' }),
  csv("a;b\n'x;y';1\n", 'a string, b int', { delimiter: ';', quote: "'", escape: "'" }),
  csv('a||b\nx||1\n', 'a string, b int', { sep: '||' }),
  csv('#c\na,b\n# another\n1,#2\n', 'a string, b string', { comment: '#' }),
  csv('a,b\nNA,1\n"NA",NA\n,\n"",2\n', 'a string, b int', { nullValue: 'NA' }, 'Text in quotes is never null here.'),
  csv('a,b\nNA,1\nx,NA\n', 'a string, b int', { nullValue: 'NA' }),
  csv('a,b\n"",1\n,2\n', 'a string, b int', {}, 'Empty text in quotes is empty text; for Spark it is null.'),
  csv('a,b\n"",1\n,2\n', 'a string, b int', { emptyValue: 'none' }),
  csv('a\nNaN\nInf\n-Inf\n1.5\n-2e3\n', 'a double'),
  csv('a\nnone\nmuch\nlittle\n1\n', 'a double', { nanValue: 'none', positiveInf: 'much', negativeInf: 'little' }),
  csv('a,b\n  x  , 1 \n', 'a string, b string', { ignoreLeadingWhiteSpace: true }),
  csv('a,b\n  x  , 1 \n', 'a string, b string', { ignoreTrailingWhiteSpace: true }),
  csv('a,b\n  x  , " y " \n', 'a string, b string', { ignoreLeadingWhiteSpace: true, ignoreTrailingWhiteSpace: true }),
  csv('a,b\n  x  , 1 \n', 'a string, b string'),
  csv('a,b\n 7 ,1\n', 'a int, b int', {}, 'Blanks around numbers are left out.'),
  csv('a,b\n"two\nlines",1\n', 'a string, b int'),
  csv('a,b\r\n1,x\r\n2,y\r\n', 'a int, b string'),
  csv('a,b;1,x;2,y;', 'a int, b string', { lineSep: ';' }),
  csv('1,x\n2,y\n', 'a int, b string', { header: false }),
  csv('x,y\n1,2\n', 'a int, b int', { enforceSchema: true }),
  csv('d\n29.02.2024\n', 'd date', { dateFormat: 'dd.MM.yyyy' }),
  csv('d\n2024-02-29\n', 'd date'),
  csv('t\n29.02.2024 13:05\n', 't timestamp', { timestampFormat: 'dd.MM.yyyy HH:mm' }),
  csv('t\n29.02.2024 13:05 +02:00\n', 't timestamp', { timestampFormat: 'dd.MM.yyyy HH:mm XXX' }),
  csv('t\n2024-02-29T12:00:00.123Z\n2024-02-29T12:00:00+01:00\n2024-02-29 12:00:00\n2024-02-29\n', 't timestamp'),
  csv('t\n2024-02-29T12:00:00.5\n2024-02-29 12:00\n', 't timestamp_ntz'),
  csv('t\n13:05 29.02.2024\n', 't timestamp_ntz', { timestampNTZFormat: 'HH:mm dd.MM.yyyy' }),
  csv('a,b\n9223372036854775807,-9223372036854775808\n', 'a bigint, b bigint'),
  csv('a\n12345678901234567890123456789012345.678\n', 'a decimal(38,3)'),
  csv('a,b\n1,x\n', 'a int', {}, 'Declared columns are found by name; Spark takes them by place and wants as many.'),
  inferred('csv', 'a,b,c,d,e\n1,1.5,x,true,\n2,2,y,false,\n'),
  inferred('csv', 'a,b\n1,x\n3000000000,\n', {}),
  inferred('csv', 'a\n1\n92233720368547758080\n', {}, 'Whole numbers beyond bigint become decimal(38,0) here, whatever their digits.'),
  inferred('csv', 'a\n1\n1.5\nx\n'),
  inferred('csv', 'a,b\n2024-01-01,2024-01-01\n2024-02-01,x\n'),
  inferred('csv', 'a\n2024-01-01T10:00:00Z\n2024-01-02T10:00:00+02:00\n'),
  inferred('csv', 'a,b\n1,\n,\n'),
  inferred('csv', 'a\nNaN\n1\n'),
  inferred('csv', 'a\n00501\n10001\n', {}, 'Numbers that begin with a zero they do not need are text: they would not come back as they were.'),
]
const jsonCases: readonly TextCase[] = [
  ...modes(json, '{"a":1,"b":"x"}\n{"a":"q","b":"y"}\n{"a":3\n{"b":"z","a":4}\n', 'a int, b string'),
  ...modes(json, '{"a":1.0}\n{"a":2}\n{"a":2147483648}\n{"a":"3"}\n', 'a int'),
  ...modes(json, '{"a":true}\n{"a":"true"}\n{"a":1}\n', 'a boolean'),
  ...modes(json, '{"a":"2024-02-29"}\n{"a":"2024-02-30"}\n{"a":7}\n', 'a date'),
  ...modes(json, '{"a":[1,2,null]}\n{"a":3}\n{"a":[]}\n', 'a array<int>'),
  ...modes(json, '{"a":{"x":1,"y":"p"}}\n{"a":{"y":5,"z":0}}\n{"a":[]}\n{"a":null}\n', 'a struct<x:int,y:string>'),
  ...modes(json, 'null\n12\n"x"\n\n{}\n', 'a int'),
  json('{"a":{"x":1,"y":"q"}}\n{"a":{"x":"bad","y":"q"}}\n', corrupt('a struct<x:int,y:string>'), { mode: 'PERMISSIVE' }),
  json('{"a":[1,"x",3]}\n', corrupt('a array<int>'), { mode: 'PERMISSIVE' }),
  json('{"a":{"i":{"u":"bad","v":2},"x":7}}\n{"a":{"i":3,"x":{"q":1}}}\n{"a":{"i":null}}\n', corrupt('a struct<i:struct<u:int,v:int>,x:int>'), { mode: 'PERMISSIVE' }),
  json('{"a":[{"u":"bad","v":1},{"u":2,"v":3}]}\n{"a":[{"u":1},7]}\n{"a":[null,{}]}\n', corrupt('a array<struct<u:int,v:int>>'), { mode: 'PERMISSIVE' }),
  json('{"a":{"k":"no","j":2}}\n{"a":{"k":1}}\n', corrupt('a map<string,int>'), { mode: 'PERMISSIVE' }),
  json('{"a":{"l":[1,"no"],"x":1}}\n{"a":{"l":[1],"x":"no"}}\n', corrupt('a struct<l:array<int>,x:int>'), { mode: 'PERMISSIVE' }),
  json('{"a":"plain"}\n{"a":12.50}\n{"a":true}\n{"a":{"x":[1,2]}}\n{"a":[1,"y"]}\n{"a":null}\n', 'a string'),
  json('{"a":"\\u00e9\\ud83d\\ude00\\n\\"\\\\\\/"}\n', 'a string'),
  json('{"a":9223372036854775807}\n{"a":-9223372036854775808}\n{"a":9007199254740993}\n', 'a bigint'),
  json('{"a":12345678901234567890123456789012345.678}\n{"a":"7.5"}\n{"a":1e2}\n', 'a decimal(38,3)'),
  json('{"a":1.5}\n{"a":2}\n{"a":-1e300}\n{"a":"NaN"}\n{"a":"-Infinity"}\n{"a":"+INF"}\n', 'a double'),
  json('{"a":NaN}\n{"a":Infinity}\n{"a":-Infinity}\n', 'a double'),
  ...modes(json, '{"a":NaN}\n{"a":1.5}\n', 'a double', { allowNonNumericNumbers: false }),
  json('{"a":1,"a":2}\n', 'a int'),
  json('{"A":1,"b":2}\n', 'a int, b int', {}),
  json('{"a":1,"x":{"deep":[1,{"b":2}]}}\n{"x":[],"a":2}\n', 'a int'),
  json('{"a":"AQID"}\n', 'a binary'),
  json('{"a":{"k":1.5,"l":null}}\n', 'a map<string,double>'),
  json('{"d":"29.02.2024","t":"29.02.2024 13:05"}\n', 'd date, t timestamp', { dateFormat: 'dd.MM.yyyy', timestampFormat: 'dd.MM.yyyy HH:mm' }),
  json('{"t":"2024-02-29T12:00:00.123Z","n":"2024-02-29T12:00:00.5"}\n{"t":"2024-02-29T12:00:00+01:00","n":"2024-02-29 12:00"}\n', 't timestamp, n timestamp_ntz'),
  json('[{"a":1,"b":"x"},\n {"a":2}]\n', 'a int, b string', { multiLine: true }),
  json('{\n "a": 1,\n "b": "x"\n}\n', 'a int, b string', { multiLine: true }),
  json('{"a":1}\r\n{"a":2}\r\n', 'a int'),
  json("{'a':1}\n", 'a int', {}, 'Names and texts stand in double quotes; Spark takes single ones, too.'),
  json('{"a":1.239}\n', 'a decimal(5,2)', {}, 'Digits behind the scale are malformed, not rounded.'),
  json('{"a":1700000000}\n', 'a timestamp', {}, 'A number is no timestamp: whether it counts seconds or milliseconds, nobody says.'),
  json('[{"a":1},{"a":2}]\n{"a":3}\n', 'a int', {}, 'A line is one object; lists are read with multiLine.'),
  inferred('json', '{"a":1,"b":"x","c":true,"d":1.5,"e":null}\n{"a":2}\n'),
  inferred('json', '{"a":1}\n{"a":1.5}\n'),
  inferred('json', '{"a":1}\n{"a":"x"}\n{"a":true}\n'),
  inferred('json', '{"a":{"x":1,"y":[1]}}\n{"a":{"x":2.5,"y":[null],"z":"q"}}\n'),
  inferred('json', '{"a":[]}\n{"a":[{"x":1}]}\n'),
  inferred('json', '{"a":[1,"x"]}\n'),
  inferred('json', '{"a":92233720368547758080}\n{"a":1}\n'),
  inferred('json', '{"a":1.25,"b":10}\n{"a":3,"b":0.5}\n', { prefersDecimal: true }),
  inferred('json', '{"a":1,"b":true,"c":[1.5]}\n', { primitivesAsString: true }),
  inferred('json', '{"a":null,"b":[],"c":{"d":null},"e":1}\n', { dropFieldIfAllNull: true }),
  inferred('json', '{"a":"2024-01-01T10:00:00Z","b":"x"}\n', { inferTimestamp: true }),
  inferred('json', '{"a":"2024-01-01T10:00:00Z"}\n'),
  inferred('json', '{"a":1}\n{"a":2\n', { mode: 'PERMISSIVE' }, 'The column of corrupt records is the last one, not the first.'),
  inferred('json', '{"a":1}\n{"a":2}\n', { mode: 'PERMISSIVE' }, 'The column of corrupt records is there in any case: columns do not depend on whether a row is malformed.'),
]
export const textCases: readonly TextCase[] = [...csvCases, ...jsonCases]

if (process.argv[1]?.endsWith('cases.ts')) console.log(JSON.stringify(textCases))
