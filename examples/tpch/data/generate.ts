/** All eight tables of TPC-H at any scale, the same for the same seed, as Parquet files of one folder. */
import { mkdirSync } from 'node:fs'
import { makeContext } from './context.js'
import { writeOrders } from './orders.js'
import { writePartSuppliers, writeParts } from './parts.js'
import { writeCustomers, writeNations, writeRegions, writeSuppliers } from './parties.js'

/** With this seed no query's result is empty at scale 0.01 and above. */
export const DEFAULT_SEED = 21

export interface GenerateOptions {
  /** 1 is about 6 million lines in lineitem. */
  readonly scale: number
  /** Made if it is not there. */
  readonly folder: string
  readonly seed?: number
}
export function generate({ scale, folder, seed = DEFAULT_SEED }: GenerateOptions): void {
  mkdirSync(folder, { recursive: true })
  const context = makeContext(scale, seed, folder)
  const writers = [writeRegions, writeNations, writeSuppliers, writeCustomers, writeParts, writePartSuppliers, writeOrders]
  for (const write of writers) write(context)
}
