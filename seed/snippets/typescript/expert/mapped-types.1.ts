type Leaf = string | number | boolean;
type PathOf<T> = {
  [K in keyof T & string]: T[K] extends Leaf ? K : `${K}.${PathOf<T[K]>}`;
}[keyof T & string];

interface Settings {
  editor: { font: string; tabs: number };
  sound: boolean;
}

function read(source: Settings, path: PathOf<Settings>): unknown {
  let current: unknown = source;
  for (const part of path.split(".")) {
    current = (current as Record<string, unknown>)[part];
  }
  return current;
}
const tabs = read({ editor, sound: true }, "editor.tabs");
