/** Files that are read from the database while they are sent. */

/**
 * Streams the parts of a response body. Each part is generated only after the one before was read, so a slow
 * client keeps one part in memory, and a client that disconnects ends the generator.
 *
 * @returns `stream`, the body; `over`, a promise that resolves when the stream ends, fails or is cancelled
 */
function streamParts(first: string, rest: AsyncGenerator<string, void>) {
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
          // An error breaks the download off, so that nobody takes a part of the file for all of it.
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

interface Download {
  keepOpenFor(work: Promise<unknown>): void;
  method: string;
  /** The name of the file. */
  name: string;
  type: string;
}

/**
 * Returns the response with a file, and keeps the request's database open until it was read. Pulls the first part
 * before the response begins, so that a refusal still has a status of its own.
 */
export async function downloadOf(
  parts: AsyncGenerator<string, void>,
  { keepOpenFor, method, name, type }: Download,
): Promise<Response> {
  const first = await parts.next();
  const { stream, over } = streamParts(first.value ?? "", parts);
  // Nobody reads the body of a response to HEAD.
  if (method === "HEAD") await stream.cancel();
  keepOpenFor(over);
  return new Response(method === "HEAD" ? null : stream, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
}
