export * from './assert-not-null.js'
export * from './nulls.js'
export * from './when.js'
