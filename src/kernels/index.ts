// What the WASM module of the kernels exports: every exported function of these files (helpers marked @inline are not for JavaScript).
export * from './hash'
export * from './calendar'
export * from './case'
export * from './like'
export * from './text'
export * from './text-write'
export * from './parquet'
export * from './snappy'
