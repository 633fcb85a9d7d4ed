/** orders and lineitem (clause 4.2.3): an order and its lines are made together, for its price and status follow from them. */
import { CodedColumn, NumberColumn, TextColumn } from './columns.js'
import type { Context } from './context.js'
import { CURRENT, END, LAST_ORDER, START } from './days.js'
import { ParquetFile } from './parquet-file.js'
import { retailPrice, supplierOf, SUPPLIERS_PER_PART } from './parts.js'
import type { Random } from './random.js'
import { numbered } from './text.js'
import { instructions, priorities, shipModes } from './words.js'

const MAX_LINES = 7
const statuses = ['F', 'O', 'P'], lineStatuses = ['F', 'O'], returnFlags = ['A', 'N', 'R']
const days = Array.from({ length: END - START + 1 }, (_, n) => START + n)
const upTo = (last: number): number[] => Array.from({ length: last + 1 }, (_, n) => n)

/** Keys are sparse: of each 32 only the first 8 are used. */
const orderKey = (n: number): number => (n >>> 3) * 32 + (n & 7)
/** A third of all customers never order. */
function orderingCustomer(random: Random, customers: number): number {
  const customer = random.between(1, customers)
  if (customer % 3 !== 0) return customer
  return customer < customers ? customer + 1 : Math.max(1, customer - 1)
}

/** The lines of one order: what they cost and how many are still open. */
function lineWriter({ counts, file, random, comments }: Context) {
  const rng = random('lineitem')
  const key = new NumberColumn('l_orderkey', 'int64'), partKey = new NumberColumn('l_partkey', 'int64'),
    supplier = new NumberColumn('l_suppkey', 'int64')
  const line = new CodedColumn('l_linenumber', upTo(MAX_LINES), 'int32'),
    quantity = new CodedColumn('l_quantity', upTo(50).map(q => q * 100), 'decimal')
  const price = new NumberColumn('l_extendedprice', 'decimal'), discount = new CodedColumn('l_discount', upTo(10), 'decimal')
  const tax = new CodedColumn('l_tax', upTo(8), 'decimal'), flag = new CodedColumn('l_returnflag', returnFlags)
  const status = new CodedColumn('l_linestatus', lineStatuses), shipped = new CodedColumn('l_shipdate', days, 'date')
  const committed = new CodedColumn('l_commitdate', days, 'date'), received = new CodedColumn('l_receiptdate', days, 'date')
  const instruction = new CodedColumn('l_shipinstruct', instructions), mode = new CodedColumn('l_shipmode', shipModes),
    comment = new TextColumn('l_comment')
  const out = new ParquetFile(file('lineitem'), [
    key, partKey, supplier, line, quantity, price, discount, tax, flag, status, shipped, committed, received, instruction, mode, comment,
  ])
  /** Gives the cents that the line costs, below zero when it is still open. */
  function writeLine(order: number, number: number, ordered: number): number {
    const part = rng.between(1, counts.part), count = rng.between(1, 50), cents = count * retailPrice(part)
    const off = rng.between(0, 10), taxed = rng.between(0, 8)
    const ship = ordered + rng.between(1, 121), receipt = ship + rng.between(1, 30), open = ship > CURRENT
    key.push(order)
    partKey.push(part)
    supplier.push(supplierOf(part, rng.between(0, SUPPLIERS_PER_PART - 1), counts.supplier))
    line.push(number)
    quantity.push(count)
    price.push(cents)
    discount.push(off)
    tax.push(taxed)
    flag.push(receipt > CURRENT ? 1 : rng.between(0, 1) * 2)
    status.push(open ? 1 : 0)
    shipped.push(ship - START)
    committed.push(ordered + rng.between(30, 90) - START)
    received.push(receipt - START)
    instruction.push(rng.between(0, instructions.length - 1))
    mode.push(rng.between(0, shipModes.length - 1))
    comments(comment, rng, 10, 43)
    out.endRow()
    const paid = Math.floor(Math.floor(cents * (100 - off) / 100) * (100 + taxed) / 100)
    return open ? -paid : paid
  }
  return {
    writeLines(order: number, ordered: number): { readonly cents: number; readonly status: number } {
      const lines = rng.between(1, MAX_LINES)
      let cents = 0, open = 0
      for (let n = 1; n <= lines; n++) {
        const paid = writeLine(order, n, ordered)
        cents += Math.abs(paid)
        if (paid < 0) open++
      }
      return { cents, status: open === 0 ? 0 : open === lines ? 1 : 2 }
    },
    close: (): void => out.close(),
  }
}
export function writeOrders(context: Context): void {
  const { counts, file, random, comments } = context, rng = random('orders')
  const key = new NumberColumn('o_orderkey', 'int64'), customer = new NumberColumn('o_custkey', 'int64'),
    status = new CodedColumn('o_orderstatus', statuses)
  const total = new NumberColumn('o_totalprice', 'decimal'), date = new CodedColumn('o_orderdate', days, 'date')
  const priority = new CodedColumn('o_orderpriority', priorities), clerk = new TextColumn('o_clerk')
  const shipPriority = new CodedColumn('o_shippriority', [0], 'int32'), comment = new TextColumn('o_comment')
  const out = new ParquetFile(file('orders'), [key, customer, status, total, date, priority, clerk, shipPriority, comment])
  const lines = lineWriter(context)
  for (let n = 1; n <= counts.orders; n++) {
    const order = orderKey(n), ordered = rng.between(START, LAST_ORDER), sum = lines.writeLines(order, ordered)
    key.push(order)
    customer.push(orderingCustomer(rng, counts.customer))
    status.push(sum.status)
    total.push(sum.cents)
    date.push(ordered - START)
    priority.push(rng.between(0, priorities.length - 1))
    clerk.push(numbered('Clerk', rng.between(1, counts.clerks)))
    shipPriority.push(0)
    comments(comment, rng, 19, 78)
    out.endRow()
  }
  out.close()
  lines.close()
}
