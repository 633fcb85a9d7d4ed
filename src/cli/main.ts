#!/usr/bin/env node
/** The command line: `typedframe schema`, `show` and `convert`. */
import { run } from './run.js'

// a reader that has seen enough, as `head` has, is no failure
process.stdout.on('error', (error: NodeJS.ErrnoException) => { process.exit(error.code === 'EPIPE' ? 0 : 1) })
process.exitCode = await run(process.argv.slice(2))
