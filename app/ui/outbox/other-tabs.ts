/**
 * Runs in other tabs of this browser. Starting a game closes the player's open session, so a run that is played in
 * another tab is told before, ends there, and is stored.
 */

const CHANNEL = "pro-dev.runs";
const LOCKS = "pro-dev.playing.";

/** Milliseconds that a start waits for other tabs: enough for a slow network, not for one that is away. */
const PATIENCE = 4_000;

type Message =
  /** A game is about to start, or has started. `session_id` is its session, as far as there is one. */
  | { type: "start"; session_id?: string }
  /** The run of this session has ended and is stored, or goes on because the start does not concern it. */
  | { type: "answer"; session_id: string };

/** Returns undefined where the browser has no channels, or refuses them together with storage. */
function openChannel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    return undefined;
  }
}

/** Returns the sessions that are played in other tabs. */
async function playedSessions(): Promise<string[]> {
  const locks = await navigator.locks?.query().catch(() => undefined);
  return (locks?.held ?? []).flatMap(({ name }) =>
    name?.startsWith(LOCKS) ? [name.slice(LOCKS.length)] : [],
  );
}

/** Has the player's runs in other tabs end, before a game starts here. Resolves when they are stored. */
export async function endOtherRuns(): Promise<void> {
  const waiting = new Set(await playedSessions());
  const channel = waiting.size > 0 ? openChannel() : undefined;
  if (!channel) return;
  await new Promise<void>((resolve) => {
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.type === "answer") waiting.delete(data.session_id);
      if (waiting.size === 0) resolve();
    };
    setTimeout(resolve, PATIENCE);
    channel.postMessage({ type: "start" } satisfies Message);
  });
  channel.close();
}

/**
 * Says that the run of a session is played in this tab, until `signal` is aborted. Whenever a game starts in another
 * tab, `onStart` is called, and the other tab waits for its end.
 */
export function answerOtherTabs(
  sessionId: string,
  onStart: () => Promise<void>,
  signal: AbortSignal,
): void {
  const aborted = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  navigator.locks?.request(LOCKS + sessionId, () => aborted).catch(() => {});
  const channel = openChannel();
  if (!channel) return;
  const answer = () =>
    channel.postMessage({ type: "answer", session_id: sessionId } satisfies Message);
  channel.onmessage = async ({ data }: MessageEvent<Message>) => {
    if (data.type !== "start" || data.session_id === sessionId) return;
    await onStart().catch(() => {});
    if (!signal.aborted) answer();
  };
  signal.addEventListener("abort", () => {
    answer();
    channel.close();
  });
  // For a start that did not ask first, because the page had not loaded its script yet.
  channel.postMessage({ type: "start", session_id: sessionId } satisfies Message);
}
