import { fileURLToPath } from 'node:url'

/** Path of a file of the npm package `vega-datasets`: real data without a network. */
export const dataset = (name: string): string => fileURLToPath(new URL(`../node_modules/vega-datasets/data/${name}`, import.meta.url))
