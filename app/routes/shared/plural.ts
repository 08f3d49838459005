/** Returns the noun that follows `count`: `1 run`, `2 runs`, `0 runs`. */
export const plural = (count: number, singular: string, several = `${singular}s`) =>
  count === 1 ? singular : several;
