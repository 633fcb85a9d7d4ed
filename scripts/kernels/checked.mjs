/**
 * The kernels with a guard before every load and store: it stops the kernel (`unreachable`) unless the bytes lie in pages that
 * the page map (src/memory/page-map.ts) says are taken, or in the static data. Reads may go 16 bytes beyond a taken page, as
 * the kernels do beyond any text. Overruns inside a taken page are not seen: tests put what they hand out against a page's end.
 */
import binaryen from 'binaryen'
import { memoryAccess, parse, readModule, rewriteFunction, writeModule } from './text-form.mjs'

/** Of PAGE_BYTES in src/memory/page-map.ts. */
const PAGE_SHIFT = 16

const guards = parse(`
(func $taken (param $at i32) (result i32)
  (if (i32.lt_u (local.get $at) (i32.const 65536)) (then (return (i32.const 1))))
  (i32.and (i32.const 1) (i32.shr_u
    (i32.load (i32.add (i32.const 65600) (i32.shl (i32.shr_u (local.get $at) (i32.const ${PAGE_SHIFT + 5})) (i32.const 2))))
    (i32.and (i32.shr_u (local.get $at) (i32.const ${PAGE_SHIFT})) (i32.const 31)))))
(func $allTaken (param $at i32) (param $bytes i32) (result i32)
  (local $last i32)
  (if (i32.eqz (local.get $bytes)) (then (return (i32.const 1))))
  (local.set $last (i32.sub (i32.add (local.get $at) (local.get $bytes)) (i32.const 1)))
  (if (i32.lt_u (local.get $last) (local.get $at)) (then (return (i32.const 0))))
  (if (i32.eqz (call $taken (local.get $last))) (then (return (i32.const 0))))
  (loop $next
    (if (i32.eqz (call $taken (local.get $at))) (then (return (i32.const 0))))
    (if (i32.gt_u (i32.sub (local.get $last) (local.get $at)) (i32.const ${1 << PAGE_SHIFT}))
      (then (local.set $at (i32.add (local.get $at) (i32.const ${1 << PAGE_SHIFT}))) (br $next))))
  (i32.const 1))
(func $readable (param $base i32) (param $offset i32) (param $bytes i32) (result i32)
  (local $at i32)
  (local.set $at (i32.add (local.get $base) (local.get $offset)))
  (if (i32.lt_u (local.get $at) (local.get $base)) (then unreachable))
  (if (call $allTaken (local.get $at) (local.get $bytes)) (then (return (local.get $base))))
  (if (i32.gt_u (local.get $bytes) (i32.const 16))
    (then (if (call $allTaken (local.get $at) (i32.sub (local.get $bytes) (i32.const 16))) (then (return (local.get $base)))))
    (else (if (call $taken (i32.sub (i32.add (local.get $at) (local.get $bytes)) (i32.const 17))) (then (return (local.get $base))))))
  (unreachable))
(func $writable (param $base i32) (param $offset i32) (param $bytes i32) (result i32)
  (local $at i32)
  (local.set $at (i32.add (local.get $base) (local.get $offset)))
  (if (i32.lt_u (local.get $at) (local.get $base)) (then unreachable))
  (if (i32.eqz (call $allTaken (local.get $at) (local.get $bytes))) (then unreachable))
  (local.get $base))
(func $checkedCopy (param $to i32) (param $from i32) (param $bytes i32)
  (memory.copy (call $writable (local.get $to) (i32.const 0) (local.get $bytes))
    (call $readable (local.get $from) (i32.const 0) (local.get $bytes)) (local.get $bytes)))
(func $checkedFill (param $to i32) (param $value i32) (param $bytes i32)
  (memory.fill (call $writable (local.get $to) (i32.const 0) (local.get $bytes)) (local.get $value) (local.get $bytes)))`)

function guarded(item) {
  const [name, ...rest] = item
  if (name === 'memory.copy') return ['call', '$checkedCopy', ...rest]
  if (name === 'memory.fill') return ['call', '$checkedFill', ...rest]
  const access = memoryAccess(item)
  if (!access) {
    if (/^(memory\.|\w+\.(atomic|load|store))/.test(name)) throw new Error(`kernels: scripts/kernels/checked.mjs has no guard for ${name}`)
    return item
  }
  const { action, bytes, offset, address } = access
  const guard = ['call', action === 'load' ? '$readable' : '$writable', address, ['i32.const', String(offset)], ['i32.const', String(bytes)]]
  return item.map(part => part === address ? guard : part)
}

/** @returns bytes of a module with the same exports */
export function checkedKernels(wasm) {
  const module = readModule(wasm)
  const checked = writeModule([...module.map(item => item[0] === 'func' ? rewriteFunction(item, part => [guarded(part)]) : item), ...guards],
    binaryen.Features.All)
  binaryen.setDebugInfo(true)
  const bytes = checked.emitBinary()
  checked.dispose()
  binaryen.setDebugInfo(false)
  return bytes
}
