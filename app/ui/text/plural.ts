/** Returns the singular for a count of 1, the plural otherwise: `run` for 1, `runs` for 0 and 2. */
export const plural = (count: number, singular: string, several = `${singular}s`) =>
  count === 1 ? singular : several;
