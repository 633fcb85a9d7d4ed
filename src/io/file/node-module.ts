interface NodeModules {
  readonly 'node:fs': typeof import('node:fs')
  readonly 'node:fs/promises': typeof import('node:fs/promises')
  readonly 'node:os': typeof import('node:os')
  readonly 'node:stream': typeof import('node:stream')
  readonly 'node:zlib': typeof import('node:zlib')
}
/** @internal A module of Node, which Bun and Deno have too; undefined in a page. Not imported: bundlers for pages would look for it. */
export const nodeModule = <N extends keyof NodeModules>(name: N): NodeModules[N] | undefined =>
  typeof process === 'undefined' ? undefined : process.getBuiltinModule?.(name) as NodeModules[N] | undefined
