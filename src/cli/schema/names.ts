/** Names of schemas, made of the names of files: `data/order_lines.csv` is OrderLines. */

const parts = (path: string): readonly string[] => path.replaceAll('\\', '/').split('/').filter(part => part !== '')
export const folderOf = (path: string): string => parts(path).slice(0, -1).join('/')
/** The file's name without its endings and without the numbers (and what stands around them) that tell parts of a whole apart. */
export function stemOf(path: string): string {
  const name = baseOf(path), stem = name.replace(/[^\p{L}]*\d[\d\W_]*/gu, ' ').trim()
  return stem === '' ? name : stem
}
const baseOf = (path: string): string => (parts(path).at(-1) ?? path).replace(/^(.+?)\..*$/, '$1')

export const isIdentifier = (name: string): boolean => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
/** A name in TypeScript that starts with a capital. */
export function nameOf(path: string): string {
  const words = baseOf(path).normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const name = words.map(word => word[0]!.toUpperCase() + word.slice(1)).join('').replace(/[^\p{ID_Continue}$]/gu, '')
  if (name === '') return 'Data'
  return /^\p{ID_Start}/u.test(name) ? name : `_${name}`
}
/** What the written file imports. */
const taken = ['Infer', 'Row']
/** Names that are taken, with or without `Row` behind them, get a number. */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const used = new Set(taken)
  return names.map(name => {
    let unique = name
    for (let n = 2; used.has(unique) || used.has(`${unique}Row`); n++) unique = `${name}${n}`
    used.add(unique).add(`${unique}Row`)
    return unique
  })
}
