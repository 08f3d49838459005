/** What a Worker has and TypeScript's browser does not. */

/** Compiled when the Worker is uploaded. */
declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

/** The cache of the location that answers. */
interface CacheStorage {
  readonly default: Cache;
}
