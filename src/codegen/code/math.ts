/** Functions of JavaScript's `Math` that WebAssembly lacks, as host functions: a call costs about 10 ns. */
import { callable } from './callable.js'

export const math = {
  exp: callable('host', 'exp', ['f64'], 'f64'),
  log: callable('host', 'log', ['f64'], 'f64'),
  log10: callable('host', 'log10', ['f64'], 'f64'),
  log2: callable('host', 'log2', ['f64'], 'f64'),
  pow: callable('host', 'pow', ['f64', 'f64'], 'f64'),
} as const

/** What the host gives compiled code under these names. */
export const mathImports: Readonly<Record<keyof typeof math, (...args: number[]) => number>> = {
  exp: Math.exp, log: Math.log, log10: Math.log10, log2: Math.log2, pow: Math.pow,
}
