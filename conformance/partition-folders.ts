import { schema, session, t } from '../src/index.js'
import { types, type PartitionColumn } from './partition-values.js'

const tf = session({ timeZone: 'UTC' })
const Texts = schema({ id: t.int32, text: t.utf8.nullable() })

/** One row for each value, in folders of its column. */
export async function writeFolders(folder: string, { name, type, texts }: PartitionColumn): Promise<void> {
  const frame = tf.frame(Texts, texts.map((text, id) => ({ id, text }))).select($ => ({ id: $.id, [name]: $.text.cast(types[type]) }))
  await frame.write.parquet(folder, { partitionBy: [name] })
}
/** The values of such folders as texts. */
export async function textsIn(folder: string, { name, type }: PartitionColumn): Promise<readonly (string | null)[]> {
  const frame = tf.read.parquet(folder, schema({ id: t.int32, [name]: types[type] })).orderBy('id')
  return (await frame.select($ => ({ text: $[name]!.cast(t.utf8) })).collect()).map(row => row.text)
}
/** Null and text without characters may have one name. */
export const isSame = (text: string | null | undefined, found: string | null | undefined): boolean => found === text || (text === '' && found === null)
