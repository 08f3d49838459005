type Blank<T> = { [K in keyof T]: T[K] | null };
type Keys = Blank<{ home: string; bike: string }>;

const keys: Keys = { home: "brass", bike: null };
keys.home ??= "spare";
ride(keys.bike);
