/** Ratings by OpenSkill (Weng and Lin, 2011), a model for races of more than two. Each language has its own. */
import { ordinal, rate, rating } from "openskill";

export interface Skill {
  mu: number;
  sigma: number;
}

export const newSkill = (): Skill => rating();

/** The shown rating of somebody new, and how many points a point of skill is. */
const NEW_RATING = 1_000;
const POINTS = 40;

/**
 * Returns the rating that is shown: of all skills that fit the races so far, one that the player exceeds in all
 * likelihood (three sigmas). So it rises with each race as the model grows surer.
 */
export const shownRating = (skill: Skill): number =>
  Math.round(NEW_RATING + POINTS * ordinal(skill));

/**
 * Returns the skills after a race.
 *
 * @param places of the same racers; equals have the same place
 */
export function skillsAfter(skills: readonly Skill[], places: readonly number[]): Skill[] {
  const rated = rate(
    skills.map((skill) => [skill]),
    { rank: [...places] },
  );
  return rated.map(([skill], i) => skill ?? (skills[i] as Skill));
}
