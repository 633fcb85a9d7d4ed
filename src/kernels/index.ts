// What the WASM module of the kernels exports: every exported function of these files (helpers marked @inline are not for JavaScript).
export * from './hash'
