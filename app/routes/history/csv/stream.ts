/**
 * The parts as a body: the next one is asked for when the one before was taken, so a
 * slow reader holds one part in memory, and one that goes away ends the reading.
 *
 * @returns the body, and a promise of its end, however that comes
 */
export function streamOf(first: string, rest: AsyncGenerator<string, void>) {
  const encoder = new TextEncoder();
  let end = () => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  let next: string | undefined = first;
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const part = next ?? (await rest.next()).value;
          next = undefined;
          if (part !== undefined) {
            controller.enqueue(encoder.encode(part));
            return;
          }
          controller.close();
        } catch (error) {
          // Cut off rather than ended: what is there must not pass for all of it.
          controller.error(error);
        }
        end();
      },
      async cancel() {
        await rest.return();
        end();
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, over };
}
