/** Prints the documents for `python.py`, one a line. */
import { csvDocument, DOCUMENTS } from './documents.js'

for (let seed = 0; seed < DOCUMENTS; seed++) {
  const { dialect, columns, text } = csvDocument(seed)
  process.stdout.write(`${JSON.stringify({ ...dialect, columns, text })}\n`)
}
