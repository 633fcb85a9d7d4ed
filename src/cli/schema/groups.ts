/** Which files share a schema, and what that is: the widest of their types, nullable where one of them is. */
import { raise } from '../../errors/raise.js'
import { field, sqlName, type DataType, type Field } from '../../types/data-type.js'
import { folderOf, nameOf, stemOf, uniqueNames } from './names.js'
import { widest } from './widest.js'

export const merges = ['names', 'folder', 'all', 'none'] as const
export type Merge = (typeof merges)[number]

export interface FileFields { readonly path: string; readonly format: string; readonly fields: readonly Field[] }
export interface SchemaGroup { readonly name: string; readonly paths: readonly string[]; readonly fields: readonly Field[] }

export function grouped(files: readonly FileFields[], merge: Merge, isText: (format: string) => boolean): readonly SchemaGroup[] {
  const groups = new Map<string, FileFields[]>()
  for (const file of files) {
    const key = keyOf(file, merge), group = groups.get(key)
    if (group) group.push(file)
    else groups.set(key, [file])
  }
  const all = [...groups.values()], names = uniqueNames(all.map(group => groupName(group, merge)))
  return all.map((group, n) => ({ name: names[n]!, paths: group.map(f => f.path), fields: merged(group, isText) }))
}
function keyOf({ path, format, fields }: FileFields, merge: Merge): string {
  switch (merge) {
    case 'all': return ''
    case 'folder': return folderOf(path)
    // files of like names but other columns are other tables: q1.csv and q2.csv
    case 'names': return JSON.stringify([folderOf(path), stemOf(path), format, fields.map(f => f.name).sort()])
    case 'none': return path
  }
}
function groupName([first, ...others]: readonly FileFields[], merge: Merge): string {
  const folder = folderOf(first!.path)
  if (merge === 'folder' || (merge === 'all' && others.length)) return nameOf(folder === '' || folder === '.' ? 'data' : folder)
  return nameOf(others.length ? stemOf(first!.path) : first!.path)
}

/** @throws SCHEMA_MISMATCH naming the files and every column that they do not share */
function merged(files: readonly FileFields[], isText: (format: string) => boolean): readonly Field[] {
  const [first, ...others] = files, problems: string[] = []
  let fields = first!.fields
  for (const file of others) {
    const text = isText(file.format) && files.every(f => isText(f.format))
    for (const { name } of file.fields) {
      if (!fields.some(f => f.name === name)) problems.push(`column '${name}' of '${file.path}' is missing in '${first!.path}'`)
    }
    fields = fields.map(f => {
      const other = file.fields.find(o => o.name === f.name)
      if (!other) {
        problems.push(`column '${f.name}' of '${first!.path}' is missing in '${file.path}'`)
        return f
      }
      const type = widest(f.type, other.type, text) ?? apart(problems, f, other.type, file.path)
      return field(f.name, type, f.nullable || other.nullable)
    })
  }
  const differences = `${problems.join('; ')}. Give them schemas of their own with --merge none`
  return problems.length ? raise('SCHEMA_MISMATCH', { subject: 'One of the files', differences }) : fields
}
function apart(problems: string[], { name, type }: Field, other: DataType, path: string): DataType {
  problems.push(`column '${name}' is ${sqlName(other)} in '${path}' and ${sqlName(type)} before`)
  return type
}
