type Work<T, R> = (input: T) => Promise<R>;

async function mapLimit<T, R>(inputs: T[], limit: number, work: Work<T, R>) {
  const results: R[] = [];
  const queue = inputs.entries();

  async function worker(): Promise<void> {
    for (const [index, input] of queue) {
      results[index] = await work(input);
    }
  }
  // The workers share one iterator, so that no input is taken twice
  const workers = Array.from({ length: limit }, worker);
  await Promise.all(workers);
  return results;
}
export const thumbnails = await mapLimit(photos, 4, shrink);
