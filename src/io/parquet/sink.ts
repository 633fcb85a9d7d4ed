import { raise } from '../../errors/raise.js'
import type { Sink } from '../../logical/sink.js'
import { sqlName, type DataType } from '../../types/data-type.js'
import { openTarget, targetPath, type Target } from '../target.js'
import { FileWriter } from './write/file-writer.js'
import { leavesOf } from './write/leaves.js'
import { checkParquetOptions, type ParquetSinkOptions } from './write/options.js'
import { fileSettings } from './write/settings.js'

export type { ParquetSinkOptions } from './write/options.js'

/**
 * Writes a Parquet file, row group by row group; it appears under its name when all is written.
 * @throws INVALID_CONFIG_VALUE naming the option, UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE for a struct without fields
 */
export function parquetSink(target: Target, options: ParquetSinkOptions = {}): Sink {
  checkParquetOptions(options)
  return Object.freeze<Sink>({
    name: `parquet ${targetPath(target)}`,
    async open(fields, task) {
      const without = fields.filter(field => hasEmptyStruct(field.type)).map(field => `${field.name} (${sqlName(field.type)})`)
      if (without.length > 0) return raise('UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE', { format: 'Parquet', columns: without.join(', ') })
      const leaves = fields.map(field => leavesOf(field)), settings = await fileSettings(options, leaves.flat(), task.pool.limitBytes)
      return new FileWriter(await openTarget(target, options), fields, leaves, settings, task)
    },
  })
}

/** Parquet has no groups without members. */
function hasEmptyStruct(type: DataType): boolean {
  switch (type.kind) {
    case 'struct': return type.fields.length === 0 || type.fields.some(field => hasEmptyStruct(field.type))
    case 'list': return hasEmptyStruct(type.element)
    case 'map': return hasEmptyStruct(type.key) || hasEmptyStruct(type.value)
    default: return false
  }
}
