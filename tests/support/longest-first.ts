/** Orders test files so that two workers finish at the same time. */
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The slowest kind first, so that short files fill the end. */
const PROJECTS = ["http", "browser", "domain", "engine", "unit", "architecture"];

/** Files that take minutes, first of their kind. Vitest knows durations only from an earlier run. */
const LONG_FILES = ["http/fuzz.test.ts", "http/outage.test.ts"];

const longRank = ({ moduleId }: TestSpecification) => {
  const rank = LONG_FILES.findIndex((name) => moduleId.endsWith(`/tests/${name}`));
  return rank < 0 ? LONG_FILES.length : rank;
};

/** Vitest's own order (files that failed, then long or large ones), after `PROJECTS` and `LONG_FILES`. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const projectRank = ({ project }: TestSpecification) => PROJECTS.indexOf(project.name);
    return (await super.sort(files)).sort(
      (a, b) => projectRank(a) - projectRank(b) || longRank(a) - longRank(b),
    );
  }
}
