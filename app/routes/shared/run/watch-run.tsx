/** The replay of a run. The player and the key log are loaded only when it is opened. */
import { useEffect, useState } from "react";
import type { Replay, ResultWithPlayer } from "../../../contracts/game.ts";
import type { Problem } from "../../../contracts/problem.ts";
import type { ResultPage } from "../../../contracts/result-page.ts";
import type { ReplayData } from "../../../ui/replay/replay-data.ts";
import { VerifyNotice } from "../../../ui/replay/verify-result.tsx";
import { exactly } from "../../../ui/text/format.ts";

/** Opens the replay at once when the URL ends with it, as shared links do. */
const HASH = "#replay";
/** Plays it at once, for links that say "Watch". */
const PLAY_HASH = "#watch";

type Player = typeof import("../../../ui/replay/player.tsx").ReplayPlayer;

type Showing =
  | { state: "closed" }
  | { state: "loading" }
  | { state: "failed"; reason: string }
  /** The key log is no longer stored. */
  | { state: "forgotten" }
  | { state: "open"; replayData: ReplayData; Player: Player; begin: boolean };

const failed = (reason: string): Showing => ({ state: "failed", reason });

interface WatchRunProps {
  result: Omit<ResultWithPlayer, "status"> & { status: string };
  /** The API path of the replay, if it is not the public one. */
  from?: string;
  challenge?: ResultPage["challenge"];
  signedIn?: boolean;
}

/** True for a run that not everybody may see: one that waits, and one of an own text. */
const isForSome = ({ status, session }: WatchRunProps["result"]) =>
  status === "PENDING" || session.mode === "own";

async function open({ result, from, challenge }: WatchRunProps, begin: boolean): Promise<Showing> {
  try {
    const [{ ReplayPlayer, replayDataOf }, response] = await Promise.all([
      import("../../../ui/replay/player.tsx"),
      from
        ? fetch(from)
        : // Without cookies the answer may be cached.
          fetch(`/api/game/result/${result.id}/replay`, {
            credentials: challenge || isForSome(result) ? "same-origin" : "omit",
          }),
    ]);
    // The viewer signed out since the page was loaded.
    if (response.status === 403) return failed(((await response.json()) as Problem).detail);
    if (response.status === 404) return failed("This run is no longer there.");
    if (response.status === 410) return { state: "forgotten" };
    if (!response.ok) return failed("The server cannot give the replay just now.");
    const replay: Replay = await response.json();
    const replayData = await replayDataOf(replay, { ...result, outcome: result.session.outcome });
    return { state: "open", replayData, Player: ReplayPlayer, begin };
  } catch {
    return failed("The replay could not be fetched. Is the network there?");
  }
}

/** Says why the run cannot be watched yet, and when it can. */
function SealedNotice({ opensAt, signedIn }: { opensAt: string; signedIn: boolean }) {
  return (
    <p className="text-dim">
      It would give away today&rsquo;s challenge, so it opens{" "}
      {signedIn ? "when your own try is over" : "when you are signed in and your own try is over"},
      or at{" "}
      <time className="whitespace-nowrap" dateTime={opensAt}>
        {exactly(opensAt)}
      </time>
      .
    </p>
  );
}

interface StatusProps {
  showing: Showing;
  mode: ResultWithPlayer["session"]["mode"];
}

function Status({ showing, mode }: StatusProps) {
  switch (showing.state) {
    case "closed":
      return (
        <p className="text-dim">Every key, as it was pressed. Your browser checks the score.</p>
      );
    case "loading":
      return <p className="text-dim">Fetching every key of the run…</p>;
    case "forgotten":
      if (mode === "own") {
        return (
          <p className="text-dim">
            The keys of this run are no longer kept: they go with the text, or after half a year.
            What it earned stays.
          </p>
        );
      }
      return (
        <p className="text-dim">
          The keys of this run are no longer kept: after half a year only players’ bests keep
          theirs. What it earned stays.
        </p>
      );
    case "failed":
      return <p className="text-coral">{showing.reason}</p>;
    case "open":
      return <VerifyNotice verification={showing.replayData.verification} />;
  }
}

export function WatchRun(props: WatchRunProps) {
  const { challenge, signedIn = false } = props;
  const [showing, setShowing] = useState<Showing>({ state: "closed" });
  const watch = async (begin: boolean) => {
    setShowing({ state: "loading" });
    setShowing(await open(props, begin));
  };
  // Only once, because the replay must not begin again when the loader does.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const { hash } = window.location;
    if ((hash === HASH || hash === PLAY_HASH) && !challenge?.sealed) watch(hash === PLAY_HASH);
  }, []);

  const openReplay = () => {
    if (showing.state === "loading") return;
    // Makes the URL a link to the replay.
    window.history.replaceState(window.history.state, "", HASH);
    watch(true);
  };
  if (challenge?.sealed) {
    return (
      <section id="replay" className="replay" aria-labelledby="replay-title">
        <div className="grid gap-1">
          <h2 id="replay-title">The run is sealed</h2>
          <SealedNotice opensAt={challenge.ends_at} signedIn={signedIn} />
        </div>
      </section>
    );
  }
  return (
    <section id="replay" className="replay" aria-labelledby="replay-title">
      <div className="replay-head">
        <div className="grid gap-1">
          <h2 id="replay-title">The run</h2>
          <div role="status">
            <Status showing={showing} mode={props.result.session.mode} />
          </div>
          <noscript>
            <p className="text-dim">Watching a run needs JavaScript.</p>
          </noscript>
        </div>
        {showing.state !== "open" && showing.state !== "forgotten" && (
          <button
            type="button"
            className="button"
            aria-disabled={showing.state === "loading"}
            onClick={openReplay}
          >
            {showing.state === "failed" ? "Try again" : "Watch the run"}
          </button>
        )}
      </div>
      {showing.state === "open" && (
        <showing.Player replayData={showing.replayData} begin={showing.begin} />
      )}
    </section>
  );
}
