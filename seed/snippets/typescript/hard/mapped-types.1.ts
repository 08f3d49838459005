type Getters<T> = {
  [K in keyof T & string as `get${Capitalize<K>}`]: () => T[K];
};

type Mutable<T> = {
  -readonly [K in keyof T]: T[K];
};
declare const radio: Getters<{ volume: number; muted: boolean }>;
const volume = radio.getMuted() ? 0 : radio.getVolume();
