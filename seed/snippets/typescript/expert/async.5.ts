/** Lets calls that overlap share one answer. */
export function shareCalls<T>(load: (key: string) => Promise<T>) {
  const running = new Map<string, Promise<T>>();

  return (key: string): Promise<T> => {
    const shared = running.get(key);
    if (shared) return shared;
    const call = load(key).finally(() => {
      running.delete(key);
    });
    running.set(key, call);
    return call;
  };
}

const getPoster = shareCalls(async (film: string) => {
  const image = await fetch(`/posters/${film}.webp`);
  return image.blob();
});
await Promise.all([getPoster("alien"), getPoster("alien")]);
