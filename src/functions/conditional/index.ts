export * from './nulls.js'
export * from './when.js'
