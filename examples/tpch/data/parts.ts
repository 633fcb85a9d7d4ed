/** part and partsupp (clause 4.2.3), and what lineitem needs to know of them. */
import { CodedColumn, NumberColumn, TextColumn } from './columns.js'
import type { Context } from './context.js'
import { ParquetFile } from './parquet-file.js'
import type { Random } from './random.js'
import { brands, colors, containers, manufacturers, types } from './words.js'

const NAME_WORDS = 5
export const SUPPLIERS_PER_PART = 4

/** In cents. */
export const retailPrice = (part: number): number => 90_000 + Math.floor(part / 10) % 20_001 + 100 * (part % 1000)
/** The n-th of the four suppliers of a part. */
export const supplierOf = (part: number, n: number, suppliers: number): number =>
  (part + n * (Math.floor(suppliers / 4) + Math.floor((part - 1) / suppliers))) % suppliers + 1

export function writeParts({ counts, file, random, comments }: Context): void {
  const rng = random('part')
  const key = new NumberColumn('p_partkey', 'int64'), name = new TextColumn('p_name'),
    manufacturer = new CodedColumn('p_mfgr', manufacturers)
  const brand = new CodedColumn('p_brand', brands), type = new CodedColumn('p_type', types), size = new NumberColumn('p_size', 'int32')
  const container = new CodedColumn('p_container', containers), price = new NumberColumn('p_retailprice', 'decimal'),
    comment = new TextColumn('p_comment')
  const out = new ParquetFile(file('part'), [key, name, manufacturer, brand, type, size, container, price, comment])
  for (let part = 1; part <= counts.part; part++) {
    const code = rng.between(0, brands.length - 1)
    key.push(part)
    name.push(partName(rng))
    manufacturer.push(Math.floor(code / 5))
    brand.push(code)
    type.push(rng.between(0, types.length - 1))
    size.push(rng.between(1, 50))
    container.push(rng.between(0, containers.length - 1))
    price.push(retailPrice(part))
    comments(comment, rng, 5, 22)
    out.endRow()
  }
  out.close()
}
/** Five different colours. */
function partName(random: Random): string {
  const chosen = new Set<string>()
  while (chosen.size < NAME_WORDS) chosen.add(random.pick(colors))
  return [...chosen].join(' ')
}
export function writePartSuppliers({ counts, file, random, comments }: Context): void {
  const rng = random('partsupp')
  const part = new NumberColumn('ps_partkey', 'int64'), supplier = new NumberColumn('ps_suppkey', 'int64')
  const available = new NumberColumn('ps_availqty', 'int32'), cost = new NumberColumn('ps_supplycost', 'decimal'),
    comment = new TextColumn('ps_comment')
  const out = new ParquetFile(file('partsupp'), [part, supplier, available, cost, comment])
  for (let key = 1; key <= counts.part; key++) {
    for (let n = 0; n < SUPPLIERS_PER_PART; n++) {
      part.push(key)
      supplier.push(supplierOf(key, n, counts.supplier))
      available.push(rng.between(1, 9999))
      cost.push(rng.between(100, 100_000))
      comments(comment, rng, 49, 198)
      out.endRow()
    }
  }
  out.close()
}
