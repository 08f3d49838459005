// Tells about each change, however deep
export function watch(target, onChange, path = "garden") {
  return new Proxy(target, {
    get(object, key) {
      const value = Reflect.get(object, key);
      const nested = typeof value === "object" && value !== null;
      return nested ? watch(value, onChange, `${path}.${key}`) : value;
    },
    set(object, key, fresh) {
      const old = object[key];
      const changed = Reflect.set(object, key, fresh);
      if (old !== fresh) onChange(`${path}.${key}`, old, fresh);
      return changed;
    },
  });
}

const garden = watch({ pond: { frogs: 3 } }, console.log);
garden.pond.frogs += 2;
garden.gate = "open";
