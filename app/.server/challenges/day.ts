/** The UTC day of a time, `2026-01-31`: the days of challenges and boards. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);
