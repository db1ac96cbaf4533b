/**
 * `native` is TensorFlow's C library, on a GPU where there is one; `wasm` is TensorFlow.js's WebAssembly backend, which
 * is always there.
 */
export const engineNames = ['native', 'wasm'] as const;
export type EngineName = (typeof engineNames)[number];
