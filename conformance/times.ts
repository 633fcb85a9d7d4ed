/** Dates and times, in UTC and with daylight saving. */
import { ask, askInZones, text } from './ask.js'
import { valuesOf } from './values.js'

const temporal = ['date', 'timestamp', 'timestamp_ntz']
const dateTexts = ['2024-02-29', '2024-2-9', '2024-02-30', '2024-02-29 13:05:07', 'x', '']
const numbers = ['0', '1', '-1', '12', '-13', '31', '400', '-1000000', '2147483647', '-2147483648']
const askTimes1 = (name: string): void => {
  for (const type of temporal) {
    if (type === 'timestamp') askInZones('times', name, [type])
    else ask('times', name, [type])
  }
  askInZones('times', name, ['string'], { columns: [dateTexts] })
}
export function askTimes(): void {
  for (const name of ['year', 'quarter', 'month', 'day', 'dayOfWeek', 'weekDay', 'dayOfYear', 'weekOfYear', 'lastDay', 'hour', 'minute',
    'second', 'unixDate']) askTimes1(name)
  for (const name of ['addDays', 'subDays', 'addMonths']) {
    ask('times', name, ['date', 'int'], { columns: [valuesOf('date'), numbers], most: 70 })
    askInZones('times', name, ['timestamp', 'int'], { columns: [valuesOf('timestamp'), ['0', '1', '-1']] })
    for (const other of ['tinyint', 'string', 'bigint']) ask('times', name, ['date', other],
      { columns: [['2024-01-31'], other === 'string' ? ['1', 'x'] : valuesOf(other)] })
  }
  ask('times', 'dateDiff', ['date', 'date'], { most: 60 })
  askInZones('times', 'dateDiff', ['timestamp', 'date'], { most: 20 })
  ask('times', 'dateDiff', ['string', 'string'], { columns: [dateTexts, dateTexts] })
  for (const type of ['date', 'timestamp', 'timestamp_ntz']) {
    askInZones('times', 'monthsBetween', [type, type], { most: 40 })
    askInZones('times', 'monthsBetween', [type, type, 'boolean'], { most: 20 })
  }
  for (const type of ['int', 'bigint']) {
    const columns = [[...valuesOf(type), '86399', '1709211845', '-1709211845']]
    for (const name of ['timestampSeconds', 'timestampMillis', 'timestampMicros']) ask('times', name, [type], { columns })
  }
  ask('times', 'timestampSeconds', ['double'])
  ask('times', 'timestampSeconds', ['decimal(18,6)'])
  ask('times', 'dateFromUnixDate', ['int'])
  for (const name of ['unixSeconds', 'unixMillis', 'unixMicros']) for (const type of temporal) askInZones('times', name, [type])
  ask('times', 'makeDate', ['int', 'int', 'int'],
    { columns: [['2024', '2023', '0', '-1', '9999', '10000', '300000', '2147483647'], ['0', '1', '2', '12', '13'], ['0', '1', '29', '30',
    '31', '32']], most: 240 })
  for (const name of ['fromUtcTimestamp', 'toUtcTimestamp']) {
    const zones = ['UTC', 'Europe/Berlin', 'Asia/Seoul', 'America/New_York', '+01:00', '-05:30', 'GMT+2', 'PST', 'nowhere', '', 'Z',
      'Asia/Kolkata', '+1', '+19:00', 'UTC+01:30', 'EST']
    for (const type of ['timestamp', 'timestamp_ntz']) askInZones('times', name, [type, 'string'], { columns: [valuesOf(type), zones],
      most: 60 })
    for (const zone of zones) ask('times', name, ['timestamp'], { args: [0, text(zone)], columns: [valuesOf('timestamp').slice(-6)] })
  }
  askTruncation()
  askPatterns()
}
function askTruncation(): void {
  const units = ['year', 'YYYY', 'yy', 'quarter', 'month', 'mon', 'MM', 'week', 'day', 'dd', 'hour', 'minute', 'second', 'millisecond',
    'microsecond', 'century', '']
  for (const unit of units) {
    const args = [0, text(unit)]
    ask('times', 'trunc', ['date'], { args })
    askInZones('times', 'trunc', ['timestamp'], { args, sql: `date_trunc('${unit}', c0)` })
    // Spark's gives an instant
    ask('times', 'trunc', ['timestamp_ntz'], { args, sql: `CAST(date_trunc('${unit}', c0) AS timestamp_ntz)` })
  }
}
function askPatterns(): void {
  const patterns = [
    'yyyy-MM-dd', 'yyyy-MM-dd HH:mm:ss', 'yyyy-MM-dd HH:mm:ss.SSSSSS', 'y', 'yy', 'yyy', 'yyyyy', 'yyyyyyy', 'M', 'MM', 'MMM', 'MMMM',
      'MMMMM', 'L', 'LL', 'LLL', 'LLLL', 'd', 'dd', 'ddd',
    'D', 'DD', 'DDD', 'E', 'EE', 'EEE', 'EEEE', 'EEEEE', 'Q', 'QQ', 'QQQ', 'QQQQ', 'q', 'qq', 'H', 'HH', 'HHH', 'k', 'kk', 'K', 'KK', 'h',
      'hh', 'a', 'aa', 'm', 'mm', 's', 'ss', 'S', 'SS', 'SSS',
    'SSSS', 'SSSSSS', 'SSSSSSSSS', 'SSSSSSSSSS', 'G', 'GGGG', 'z', 'zzzz', 'VV', 'V', 'O', 'OOOO', 'OO', 'X', 'XX', 'XXX', 'XXXX', 'XXXXX',
      'x', 'xx', 'xxx', 'Z', 'ZZZ', 'ZZZZ', 'ZZZZZ',
    "yyyy 'at' MM", "''", "'", 'w', 'W', 'u', 'e', 'c', 'A', 'n', 'N', 'B', 'F', 'Y', '[yyyy]', '{', '}', '#', 'yyyy/MM/dd\'T\'HH:mm',
      'd. MMMM yyyy', 'EEEE, d MMM', 'hh:mm a', '', ' ', '日', 'T', 'b',
  ]
  const times = ['2024-02-29 13:05:07.123456Z', '1969-12-31 23:59:59.999999Z', '0001-01-01 00:00:00Z', '2024-03-31 01:00:00Z',
    '2024-10-27 00:30:00Z', '9999-12-31 12:00:00Z', '2023-07-03 00:00:09Z']
  for (const pattern of patterns) askInZones('patterns of time', 'dateFormat', ['timestamp'], { args: [0, text(pattern)],
    columns: [times] })
  ask('patterns of time', 'dateFormat', ['timestamp', 'string'], { columns: [times, patterns.slice(0, 12)], most: 30 })
  for (const type of ['date', 'timestamp_ntz']) ask('patterns of time', 'dateFormat', [type, 'string'],
    { columns: [valuesOf(type), ['yyyy-MM-dd HH:mm', 'd.M.y', 'EEEE', 'DDD']], most: 30 })
  const parsed: readonly (readonly [string, readonly string[]])[] = [
    ['yyyy-MM-dd', ['2024-02-29', '2024-2-29', '2023-02-29', '2024-02-29 ', '2024-02-29x', '0001-01-01', '12345-01-01', '-0001-01-01', '',
      '2024-13-01']],
    ['dd.MM.yyyy', ['29.02.2024', '1.2.2024', '30.02.2024', '31.04.2023']], ['d.M.y', ['1.2.2024', '01.02.24', '29.2.2023', '1.2.12345']],
    ['yy', ['24', '99', '00', '2024']], ['yyyy', ['2024', '24', '02024']], ['yyyyMMdd', ['20240229', '2024229', '20230229']], ['MM/dd/yy',
      ['02/29/24', '12/31/69', '1/1/70']],
    ['yyyy-MM-dd HH:mm:ss', ['2024-02-29 13:05:07', '2024-02-29 24:00:00', '2024-02-29 13:05', '2024-03-31 02:30:00',
      '2024-10-27 02:30:00', '1890-01-01 00:00:00']],
    ['yyyy-MM-dd HH:mm:ss.SSS', ['2024-02-29 13:05:07.123', '2024-02-29 13:05:07.1', '2024-02-29 13:05:07.1234']],
      ['yyyy-MM-dd HH:mm:ss.SSSSSS', ['2024-02-29 13:05:07.123456', '2024-02-29 13:05:07.12']],
    ['yyyy-MM-dd hh:mm a', ['2024-02-29 01:05 PM', '2024-02-29 13:05 PM', '2024-02-29 12:00 AM', '2024-02-29 01:05 pm']], ['d MMM yyyy',
      ['29 Feb 2024', '29 FEB 2024', '29 February 2024', '1 Sep 2024']],
    ['d MMMM yyyy', ['29 February 2024', '29 Feb 2024', '1 may 2024']], ['EEE, d MMM yyyy', ['Thu, 29 Feb 2024', 'Fri, 29 Feb 2024']],
    ["yyyy-MM-dd'T'HH:mm:ssXXX", ['2024-02-29T13:05:07+02:00', '2024-02-29T13:05:07Z', '2024-02-29T13:05:07+0200', '2024-02-29T13:05:07']],
    ['yyyy-MM-dd HH:mm VV', ['2024-02-29 13:05 Europe/Berlin', '2024-02-29 13:05 UTC', '2024-02-29 13:05 +01:00',
      '2024-02-29 13:05 nowhere']],
    ['yyyy-MM-dd HH:mm z', ['2024-02-29 13:05 UTC', '2024-02-29 13:05 PST', '2024-02-29 13:05 CET']], ['yyyy-DDD',
      ['2024-060', '2023-365', '2023-366']], ['HH:mm', ['13:05', '1:05']],
    ['yyyy[-MM[-dd]]', ['2024', '2024-02', '2024-02-29']], ['yyyy-MM', ['2024-02', '2024-2']], ['MM-dd', ['02-28', '02-29']],
      ["yyyy 'year'", ['2024 year', '2024']],
    ['G yyyy', ['AD 2024', 'BC 0044']], ['yyyy-QQ', ['2024-01']], ['k:mm', ['24:00', '0:00', '1:30']], ['K:mm a', ['0:30 AM', '11:30 PM']],
      ['yyyy-MM-dd HH:mm Z', ['2024-02-29 13:05 +0100']], ['yyyy-MM-dd HH:mm O', ['2024-02-29 13:05 GMT+1']],
    ['w', ['1']], ['yyyy-MM-dd B', ['2024-02-29 x']], ['YYYY', ['2024']],
  ]
  for (const [pattern, texts] of parsed) {
    for (const name of ['toDate', 'toTimestamp']) askInZones('patterns of time', name, ['string'], { args: [0, text(pattern)],
      columns: [texts] })
  }
  for (const name of ['toDate', 'toTimestamp']) {
    askInZones('patterns of time', name, ['string'], { columns: [[...dateTexts, '2024-03-31 02:30:00', '2024-02-29T13:05:07Z']] })
    for (const type of temporal) askInZones('patterns of time', name, [type])
    ask('patterns of time', name, ['date', 'string'], { columns: [['2024-02-29'], ['yyyy-MM-dd']] })
  }
}
