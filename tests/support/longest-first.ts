/** Orders the test files so that the workers finish at about the same time. */
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Vitest's projects, the slowest first, so that short files come last. */
const PROJECTS = ["http", "browser", "domain", "content", "engine", "unit", "architecture"];

/**
 * `FIRST` is the longest file of its project; Vitest knows durations only from an earlier run. `LAST` must not run
 * beside it: the fuzz test's 12 requests at once leave too little CPU for the outage test.
 */
const FIRST = "http/fuzz.test.ts";
const LAST = "http/outage.test.ts";

const longRank = ({ moduleId }: TestSpecification) => {
  if (moduleId.endsWith(`/tests/${FIRST}`)) return 0;
  return moduleId.endsWith(`/tests/${LAST}`) ? 2 : 1;
};

/** Sorts by `PROJECTS`, then `FIRST` and `LAST`, then by Vitest's own order: failed files, then long or large ones. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const projectRank = ({ project }: TestSpecification) => PROJECTS.indexOf(project.name);
    return (await super.sort(files)).sort(
      (a, b) => projectRank(a) - projectRank(b) || longRank(a) - longRank(b),
    );
  }
}
