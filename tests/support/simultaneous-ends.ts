/** Many ends of one run or drill at once. */
import { expect } from "vitest";

/**
 * Sends an end `count` times at once, each again after a 503 as the browser does, and expects that at most one of them stored it.
 *
 * @returns the answers
 */
export async function endAtOnce<Answer extends { status: number }>(
  count: number,
  end: () => Promise<Answer>,
): Promise<Answer[]> {
  let unavailable = 0;
  const endUntilAnswered = async (): Promise<Answer> => {
    const answer = await end();
    if (answer.status !== 503) return answer;
    unavailable += 1;
    return endUntilAnswered();
  };
  const answers = await Promise.all(Array.from({ length: count }, endUntilAnswered));
  const statuses = answers.map(({ status }) => status).sort();
  // The call that stored the result may have been answered with 503: then there is no 201.
  expect(statuses.slice(0, -1)).toEqual(Array(count - 1).fill(200));
  expect(unavailable > 0 ? [200, 201] : [201]).toContain(statuses.at(-1));
  return answers;
}
