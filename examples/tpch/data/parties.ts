/** region, nation, supplier and customer (clause 4.2.3). */
import { CodedColumn, NumberColumn, TextColumn } from './columns.js'
import type { Context } from './context.js'
import { ParquetFile } from './parquet-file.js'
import type { Random } from './random.js'
import { address, numbered, phone } from './text.js'
import { nations, regions, segments } from './words.js'

/** Of 10 000 suppliers, five have complaints of customers in their comment and five recommendations. */
const REMARKS_AT_SCALE_ONE = 5
const balance = (random: Random): number => random.between(-99_999, 999_999)

export function writeRegions({ file, random, comments }: Context): void {
  const rng = random('region')
  const key = new NumberColumn('r_regionkey', 'int32'), name = new TextColumn('r_name'), comment = new TextColumn('r_comment')
  const out = new ParquetFile(file('region'), [key, name, comment])
  regions.forEach((region, n) => {
    key.push(n)
    name.push(region)
    comments(comment, rng, 31, 115)
    out.endRow()
  })
  out.close()
}
export function writeNations({ file, random, comments }: Context): void {
  const rng = random('nation')
  const key = new NumberColumn('n_nationkey', 'int32'), name = new TextColumn('n_name')
  const region = new NumberColumn('n_regionkey', 'int32'), comment = new TextColumn('n_comment')
  const out = new ParquetFile(file('nation'), [key, name, region, comment])
  nations.forEach(([nation, of], n) => {
    key.push(n)
    name.push(nation)
    region.push(of)
    comments(comment, rng, 31, 114)
    out.endRow()
  })
  out.close()
}
export function writeSuppliers({ counts, file, random, comments, scale }: Context): void {
  const rng = random('supplier')
  const key = new NumberColumn('s_suppkey', 'int64'), name = new TextColumn('s_name'), street = new TextColumn('s_address')
  const nation = new NumberColumn('s_nationkey', 'int32'), number = new TextColumn('s_phone'),
    account = new NumberColumn('s_acctbal', 'decimal')
  const comment = new TextColumn('s_comment')
  const out = new ParquetFile(file('supplier'), [key, name, street, nation, number, account, comment])
  const remarks = supplierRemarks(rng, counts.supplier, Math.max(1, Math.round(REMARKS_AT_SCALE_ONE * scale)))
  for (let supplier = 1; supplier <= counts.supplier; supplier++) {
    const home = rng.between(0, nations.length - 1), remark = remarks.get(supplier)
    key.push(supplier)
    name.push(numbered('Supplier', supplier))
    street.push(address(rng))
    nation.push(home)
    number.push(phone(rng, home))
    account.push(balance(rng))
    if (remark) comment.push(remark)
    else comments(comment, rng, 25, 100)
    out.endRow()
  }
  out.close()
}
function supplierRemarks(random: Random, suppliers: number, each: number): ReadonlyMap<number, string> {
  const remarks = new Map<number, string>()
  for (const kind of ['Complaints', 'Recommends']) {
    for (let left = each; left > 0 && remarks.size < suppliers; left--) {
      let supplier = random.between(1, suppliers)
      while (remarks.has(supplier)) supplier = supplier % suppliers + 1
      remarks.set(supplier, `carefully final Customer accounts sleep ${kind} according to the deposits`)
    }
  }
  return remarks
}
export function writeCustomers({ counts, file, random, comments }: Context): void {
  const rng = random('customer')
  const key = new NumberColumn('c_custkey', 'int64'), name = new TextColumn('c_name'), street = new TextColumn('c_address')
  const nation = new NumberColumn('c_nationkey', 'int32'), number = new TextColumn('c_phone'),
    account = new NumberColumn('c_acctbal', 'decimal')
  const segment = new CodedColumn('c_mktsegment', segments), comment = new TextColumn('c_comment')
  const out = new ParquetFile(file('customer'), [key, name, street, nation, number, account, segment, comment])
  for (let customer = 1; customer <= counts.customer; customer++) {
    const home = rng.between(0, nations.length - 1)
    key.push(customer)
    name.push(numbered('Customer', customer))
    street.push(address(rng))
    nation.push(home)
    number.push(phone(rng, home))
    account.push(balance(rng))
    segment.push(rng.between(0, segments.length - 1))
    comments(comment, rng, 29, 116)
    out.endRow()
  }
  out.close()
}
