/** Orders test files so that two workers finish at the same time. */
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The slowest kind first, so that short files fill the end. */
const PROJECTS = ["http", "browser", "domain", "engine", "unit", "architecture"];

/**
 * The longest file, first of its kind, and one that must not run beside it: 12 requests at once leave little of
 * the processor to a test of what requests do without PostgreSQL. Vitest knows durations only from an earlier run.
 */
const FIRST = "http/fuzz.test.ts";
const LAST = "http/outage.test.ts";

const longRank = ({ moduleId }: TestSpecification) => {
  if (moduleId.endsWith(`/tests/${FIRST}`)) return 0;
  return moduleId.endsWith(`/tests/${LAST}`) ? 2 : 1;
};

/** Vitest's own order (files that failed, then long or large ones), after `PROJECTS`, `FIRST` and `LAST`. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const projectRank = ({ project }: TestSpecification) => PROJECTS.indexOf(project.name);
    return (await super.sort(files)).sort(
      (a, b) => projectRank(a) - projectRank(b) || longRank(a) - longRank(b),
    );
  }
}
