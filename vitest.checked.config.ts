/** Tests of what reads and writes bytes, on kernels that stop at a load or store outside of the pages in use: `npm test -- checked`. */
import { resolve } from 'node:path'
import { configDefaults, defineConfig, type Plugin } from 'vitest/config'

/** What stands in for a file of the engine. */
const instead: Readonly<Record<string, string>> = {
  'memory/kernels.gen.js': 'src/memory/checked-kernels.gen.ts',
  'memory/page-map.js': 'test/checked/page-map.ts',
  'memory/arena.js': 'test/checked/arena.ts',
}
const checked: Plugin = {
  name: 'checked',
  enforce: 'pre',
  resolveId(source, importer) {
    const wanted = importer && source.startsWith('.') ? resolve(importer, '..', source).replaceAll('\\', '/') : undefined
    const found = Object.keys(instead).find(end => wanted?.endsWith(`/src/${end}`))
    return found && !importer!.endsWith(instead[found]!) ? resolve(instead[found]!) : undefined
  },
}

export default defineConfig({
  plugins: [checked],
  test: {
    include: ['test/checked/*.test.ts', 'test/broken/**/*.test.ts', 'src/memory/*.test.ts', 'src/io/**/*.test.ts', 'src/functions/string/*.test.ts'],
    // it counts pages, which fences take as well
    exclude: [...configDefaults.exclude, 'src/memory/pool.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
