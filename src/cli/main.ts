#!/usr/bin/env node
/** The command line: `typedframe schema`, `show` and `convert`. */
import { INTERRUPTED, run } from './run.js'

process.exitCode = await run(process.argv.slice(2))
// what was being opened may still wait for an answer
if (process.exitCode === INTERRUPTED) process.exit()
