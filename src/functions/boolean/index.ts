export * from './logic.js'
