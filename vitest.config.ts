import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts'],
    // of the checked kernels: vitest.checked.config.ts
    exclude: [...configDefaults.exclude, 'test/checked/**'],
    // a slow machine is no failure: what hangs is still found
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
