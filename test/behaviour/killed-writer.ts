/** A process that is killed while it writes: `tsx killed-writer.ts FOLDER MODE`. It says when rows are on their way. */
import { schema, session, t } from '../../src/index.js'

const [, , path, mode] = process.argv
const tf = session({ batchRows: 1000 }), Row = schema({ n: t.int32, g: t.int32 })
const frame = tf.frame(Row, Array.from({ length: 400_000 }, (_, n) => ({ n, g: n % 50 })))
let said = false
await frame.write.csv(path!, {
  mode: mode as 'append' | 'overwrite' | 'errorIfExists', partitionBy: ['g'],
  onProgress: () => {
    if (!said) process.stdout.write('writing\n')
    said = true
  },
})
process.stdout.write('written\n')
