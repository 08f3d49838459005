type Listener<T> = (payload: T) => void;

export class Emitter<Events extends Record<string, unknown>> {
  private listeners: {
    [K in keyof Events]?: Set<Listener<Events[K]>>;
  } = {};

  on<K extends keyof Events>(name: K, run: Listener<Events[K]>) {
    const group = (this.listeners[name] ??= new Set());
    group.add(run);
    return () => group.delete(run);
  }

  emit<K extends keyof Events>(name: K, payload: Events[K]): void {
    const group = this.listeners[name] ?? [];
    for (const run of group) run(payload);
  }
}
