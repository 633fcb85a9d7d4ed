/** Makes a module of an example: what it needs is imported, and what it only mentions is computed. */
import ts from 'typescript'
import type { Block } from './blocks.js'

export type Kind = 'script' | 'test' | 'error' | 'page'

export function moduleOf(block: Block, prelude: readonly string[]): { readonly text: string; readonly kind: Kind } {
  const kind = block.mustFail ? 'error' : block.inPage ? 'page' : block.text.includes('expect(') ? 'test' : 'script'
  const source = ts.createSourceFile('example.ts', block.text, ts.ScriptTarget.Latest, true)
  const { used, declared } = namesIn(source)
  const names = prelude.filter(name => used.has(name) && !declared.has(name))
  const head = names.length ? `import { ${names.join(', ')} } from '../../test/docs/prelude.js'; ` : ''
  const body = kind === 'script' ? computed(source) : kind === 'test' && !used.has('test') ? asTest(block.text) : block.text
  const text = body.replaceAll("'typedframe'", "'../../src/index.js'").replaceAll("'typedframe/testing'", "'../../src/testing/index.js'")
  const compute = kind === 'script' ? "import { computed } from '../../test/docs/prelude.js'; " : ''
  return { text: `${head}${compute}export {}\n${text}\n`, kind }
}
function namesIn(source: ts.SourceFile): { readonly used: ReadonlySet<string>; readonly declared: ReadonlySet<string> } {
  const used = new Set<string>(), declared = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) used.add(node.text)
    if ((ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isImportSpecifier(node) || ts.isTypeAliasDeclaration(node)
      || ts.isParameter(node)) && node.name && ts.isIdentifier(node.name)) declared.add(node.name.text)
    node.forEachChild(visit)
  }
  visit(source)
  return { used, declared }
}
/** `df.limit(3)` alone would compute nothing. */
function computed(source: ts.SourceFile): string {
  let text = '', from = 0
  for (const statement of source.statements) {
    if (!ts.isExpressionStatement(statement)) continue
    const { expression } = statement
    text += `${source.text.slice(from, expression.getStart())}await computed(${expression.getText()})`
    from = expression.end
  }
  return text + source.text.slice(from)
}
const asTest = (text: string): string => `import { expect, test } from 'vitest'; import 'typedframe/testing'; test('example', async () => {\n${text}\n})`
