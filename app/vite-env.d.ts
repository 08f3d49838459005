interface ImportMetaEnv {
  /** Whether the module is built for the server. Vite puts the value in, and removes code that it makes unreachable. */
  SSR: boolean;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}
