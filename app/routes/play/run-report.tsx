/** What a guest's run shows once it is over: its speed, its errors, what cost time, and every key. Loaded when it is over. */
import { useMemo, useState } from "react";
import type { Highlight } from "../../contracts/highlight.ts";
import { analyse } from "../../engine/analysis/analysis.ts";
import type { Engine } from "../../engine/engine.ts";
import type { RecordedRun } from "../../engine/replay.ts";
import type { Score } from "../../engine/score.ts";
import type { TypingFigures } from "../../engine/typing-speed.ts";
import styles from "../../styles/report.css?url";
import { ReplayPlayer, replayDataOf } from "../../ui/replay/player.tsx";
import type { ReplayData } from "../../ui/replay/replay-data.ts";
import { VerifyNotice } from "../../ui/replay/verify-result.tsx";
import { ErrorHeatmap } from "../../ui/runs/error-heatmap.tsx";
import { Outages } from "../../ui/runs/outages.tsx";
import { PaceChart } from "../../ui/runs/pace-chart.tsx";
import { RunAdviceList } from "../../ui/runs/run-advice.tsx";
import type { StartedRun } from "./started-run.ts";

export interface RunReportProps {
  game: StartedRun;
  engine: Engine;
  run: RecordedRun;
  score: Score;
  figures: TypingFigures;
  highlights: Highlight[];
}

/** The replay of a run that no server has. */
function OwnReplay({ game, engine, run, score, figures, highlights }: RunReportProps) {
  const [replayData, setReplayData] = useState<ReplayData>();
  const watch = async () => {
    const { keys, outcome, endedAt } = run;
    const replay = {
      plan: game,
      highlights,
      outcome,
      key_sequence: [...keys],
      ended_at_ms: endedAt,
      engine_version: engine.version,
    };
    setReplayData(await replayDataOf(replay, { ...score, ...figures, outcome }));
  };
  return (
    <section id="replay" className="replay" aria-labelledby="replay-title">
      <div className="replay-head">
        <div className="grid gap-1">
          <h2 id="replay-title">The run</h2>
          <div role="status">
            {replayData ? (
              <VerifyNotice verification={replayData.verification} />
            ) : (
              <p className="text-dim">Every key, as you pressed it.</p>
            )}
          </div>
        </div>
        {!replayData && (
          <button type="button" className="button" onClick={watch}>
            Watch the run
          </button>
        )}
      </div>
      {replayData && <ReplayPlayer replayData={replayData} begin />}
    </section>
  );
}

export function RunReport(props: RunReportProps) {
  const { engine, run } = props;
  const analysis = useMemo(() => analyse(engine, run), [engine, run]);
  return (
    <div className="run-report">
      <link rel="stylesheet" href={styles} />
      <Outages outages={analysis.outages} />
      <PaceChart pace={analysis.pace} />
      <ErrorHeatmap analysis={analysis} language={run.plan.language} />
      {analysis.advice && <RunAdviceList advice={analysis.advice} outages={analysis.outages} />}
      <OwnReplay {...props} />
    </div>
  );
}
