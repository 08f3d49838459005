/** What an attack is. The attacks themselves are in the other files of this folder. */
import type { Site } from "../../../tests/support/site.ts";

export interface Attempt {
  /** What the product did, as the table shows it. */
  now: string;
  /** Whether the product holds out against it. */
  holds: boolean;
}

export interface Attack {
  name: string;
  /** What the product did when the attack was first made. */
  before: string;
  repeat(site: Site): Promise<Attempt>;
}

export const times = <T>(n: number, make: (n: number) => T) =>
  Array.from({ length: n }, (_, i) => make(i));

/** Returns how often each value occurs, such as `60 × 201, 40 × 429`. */
export function countEach(values: (string | number)[]): string {
  const counts = new Map<string | number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => `${count} × ${value}`).join(", ");
}

export const number = (value: number) => Math.round(value).toLocaleString("en");
