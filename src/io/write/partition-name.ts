import { raise } from '../../errors/raise.js'
import { converter, Failure } from '../../functions/conversion/convert.js'
import { isNested, sqlName, utf8, type Field } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { NULL_PARTITION } from '../dataset/partitions.js'

/** Characters that file systems or readers take for something else, as Hive escapes them. */
// oxlint-disable-next-line no-control-regex
const escape = (text: string): string => text.replace(/[\0-\x1f"#%'*/:=?\\\x7f{[\]^]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)

/**
 * `year=2024` of a column and a value. Null and text without characters have one name.
 * @throws UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE for columns that no name can hold
 */
export function partitionNamer({ name, type }: Field): (value: EngineValue) => string {
  if (isNested(type) || type.kind === 'binary') {
    return raise('UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE', { format: 'A folder', columns: `${name} (${sqlName(type)})` })
  }
  const toText = converter(type, utf8, 'UTC')
  return value => {
    // both zeros are one group, so they are one folder
    const text = value === null ? '' : toText(value === 0 ? 0 : value)
    return `${escape(name)}=${text === '' || text instanceof Failure ? NULL_PARTITION : escape(String(text))}`
  }
}
