/** `tsx examples/tpch/generate.ts --scale 0.01 --out DIR [--seed N]`: writes the eight TPC-H tables as Parquet files. */
import { parseArgs } from 'node:util'
import { DEFAULT_SEED, generate } from './data/generate.js'

const { values } = parseArgs({
  options: { scale: { type: 'string', default: '0.01' }, out: { type: 'string' }, seed: { type: 'string', default: String(DEFAULT_SEED) } },
})
const scale = Number(values.scale), seed = Number(values.seed)
if (values.out === undefined || !(scale > 0) || !Number.isInteger(seed)) {
  console.error(`usage: generate --scale 0.01 --out DIR [--seed ${DEFAULT_SEED}]`)
  process.exit(2)
}
const started = performance.now()
generate({ scale, folder: values.out, seed })
console.log(`TPC-H at scale ${scale} in ${values.out} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
