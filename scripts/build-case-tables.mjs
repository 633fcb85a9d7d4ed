/**
 * Writes src/kernels/case-tables.ts: the case mappings of this Node's Unicode as static tables, for text in compiled code.
 * The file is kept in git; run this by hand to follow a newer Unicode.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const target = fileURLToPath(new URL('../src/kernels/case-tables.ts', import.meta.url))
const points = text => Array.from(text, c => c.codePointAt(0))
const codes = function* () {
  for (let c = 0x80; c < 0x110000; c++) if (c < 0xD800 || c > 0xDFFF) yield c
}

/** Runs of code points, each or every second one, that are moved by the same distance: first | stride bit, last, distance. */
function moves(map) {
  const runs = []
  for (const c of codes()) {
    const mapped = points(map(String.fromCodePoint(c)))
    if (mapped.length !== 1 || mapped[0] === c) continue
    const by = mapped[0] - c, run = runs.at(-1)
    const gap = run && run.by === by ? c - run.last : 0
    if (gap === run?.stride || (gap === 2 && run.first === run.last)) {
      run.stride = gap
      run.last = c
    } else runs.push({ first: c, last: c, stride: 1, by })
  }
  return runs.flatMap(r => [(r.first | (r.stride - 1) << 31) >>> 0, r.last, r.by >>> 0])
}
/** Code points that become several: from, to, to, to or 0. */
const expansions = map => [...codes()].flatMap(c => {
  const mapped = points(map(String.fromCodePoint(c)))
  return mapped.length > 1 ? [c, ...mapped, 0].slice(0, 4) : []
})
/** Ranges of code points with a property: first, last. */
function ranges(property) {
  const found = []
  for (let c = 0; c < 0x110000; c++) {
    if (!property.test(String.fromCodePoint(c))) continue
    if (found.at(-1)?.[1] === c - 1) found.at(-1)[1] = c
    else found.push([c, c])
  }
  return found.flat()
}
const upper = text => text.toUpperCase(), lower = text => text.toLowerCase()

function table(name, type, width, values) {
  const lines = []
  for (let n = 0; n < values.length; n += width * 4) {
    const line = values.slice(n, n + width * 4).map(v => `0x${v.toString(16)}`)
    lines.push(`  ${line.join(', ')},\n`)
  }
  const count = `export const ${name}_COUNT: i32 = ${values.length / width}\n`
  return `export const ${name}: usize = memory.data<${type}>([\n${lines.join('')}])\n${count}`
}
writeFileSync(target, [
  `// Written by scripts/build-case-tables.mjs from Unicode ${process.versions.unicode}. Sorted; layouts as case.ts reads them.\n`,
  table('TO_UPPER', 'u32', 3, moves(upper)),
  table('TO_LOWER', 'u32', 3, moves(lower)),
  table('UPPER_EXPANSIONS', 'u16', 4, expansions(upper)),
  table('CASED', 'u32', 2, ranges(/\p{Cased}/u)),
  table('CASE_IGNORABLE', 'u32', 2, ranges(/\p{Case_Ignorable}/u)),
].join('\n'))
