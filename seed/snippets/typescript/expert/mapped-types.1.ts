type Path<T> = {
  [K in keyof T & string]: T[K] extends object
    ? K | `${K}.${Path<T[K]>}`
    : K;
}[keyof T & string];

interface Settings {
  editor: { font: string; tabs: number };
  sound: boolean;
}

function read(source: Settings, path: Path<Settings>): unknown {
  let current: unknown = source;
  for (const part of path.split(".")) {
    current = (current as Record<string, unknown>)[part];
  }
  return current;
}
