export * from './compare.js'
export * from './null-safe.js'
export * from './range.js'
