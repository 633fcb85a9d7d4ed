/** Prints all questions as JSON. Every function of the registry is asked about, or is in `ours`. */
import { allFunctions } from '../src/functions/registry.js'
import { askAggregates } from './aggregates.js'
import { asked, questions } from './ask.js'
import { askCasts } from './casts.js'
import { askComparisons } from './comparisons.js'
import { askNumbers } from './numbers.js'
import { askTexts } from './texts.js'
import { askTimes } from './times.js'
import { unique } from './values.js'

/** Functions that Spark does not have. */
const ours = new Set(['assertNotNull'])

askNumbers()
askComparisons()
askCasts()
askTexts()
askTimes()
askAggregates()
const missing = allFunctions.filter(f => !asked.has(f.name) && !ours.has(f.name)).map(f => f.name)
if (missing.length) throw new Error(`nothing is asked about ${missing.join(', ')}`)
process.stdout.write(JSON.stringify(unique(questions)))
