/** The own field in a race, from its start to the end of the own run. */
import { type RefObject, useCallback, useEffect, useMemo, useRef } from "react";
import type { Engine } from "../../../engine/engine.ts";
import type { KeyPress } from "../../../engine/replay.ts";
import { FieldFrame } from "../../../ui/field/field-frame.tsx";
import { AwayNotice } from "../../shared/run/away-notice.tsx";
import { KeyButtons, QuitButton, SwitchButtons } from "../../shared/run/key-buttons.tsx";
import {
  type PlaySettings,
  type RunController,
  type RunSwitches,
  startRun,
} from "../../shared/run/run-controller.ts";
import type { RaceClient } from "./race-client.ts";
import { RaceRun } from "./race-run.ts";
import type { BegunRace } from "./race-view.ts";

interface Props {
  client: RaceClient;
  engine: Engine;
  race: BegunRace;
  /** Whether the own run has ended, as the server has it. */
  isOut: boolean;
  /** Takes the keys. */
  soft: RefObject<HTMLInputElement>;
  settings: PlaySettings;
  switches: RunSwitches;
}

export function RaceField({ client, engine, race, isOut, soft, settings, switches }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const controller = useRef<RunController>();
  const { sound_volume: volume } = settings;
  // A race cannot be started anew.
  const controls = useMemo(
    () => ({ ...settings.controls, restart_key: "none" as const }),
    [settings.controls],
  );
  const { plan, highlights, startedAt } = race;

  useEffect(() => {
    const root = frame.current;
    const input = soft.current;
    if (!root || !input) return;
    let detach = () => {};
    const begin = (log: readonly KeyPress[]) => {
      let run: RaceRun | undefined;
      const current = startRun(root, {
        createRun: (...needs) => {
          run = new RaceRun(...needs);
          return run;
        },
        ...{ engine, plan, highlights, input, controls, volume, switches },
        onProgress: () => {},
        onKey: () => {},
        onWave: () => {},
        onOver: () => {},
        onRestart: () => {},
      });
      controller.current = current;
      if (!run) return;
      const own = run;
      const restore = (keys: readonly KeyPress[]) =>
        current.renderer.jump(own.state, own.restore(keys));
      own.startedAt = startedAt;
      // From the start on everything is shown as it happens; who comes later finds it as it is.
      if (log.length > 0 || performance.now() - startedAt > 1_000) restore(log);
      own.wake();
      detach = client.attach(own, (keys) => {
        // A run that had ended has no keyboard any more, so it begins once more.
        if (!own.state.over) return restore(keys);
        detach();
        current.stop();
        begin(keys);
      });
    };
    begin(client.keys);
    input.focus({ preventScroll: true });
    return () => {
      detach();
      controller.current?.stop();
    };
  }, [client, engine, plan, highlights, startedAt, soft, controls, volume, switches]);

  // What lies below the notice takes no focus.
  useEffect(() => {
    frame.current?.firstElementChild?.toggleAttribute("inert", isOut);
  }, [isOut]);

  const press = useCallback((key: string) => controller.current?.run.press(key), []);
  const quit = useCallback(() => controller.current?.run.quit(), []);
  const buttons = useMemo(
    () => (
      <>
        <SwitchButtons switches={switches} />
        <QuitButton onQuit={quit} />
      </>
    ),
    [switches, quit],
  );
  const keys = useMemo(() => <KeyButtons onPress={press} controls={controls} />, [press, controls]);
  const usePower = useCallback(() => press("ArrowUp"), [press]);
  const { language, difficulty } = plan;
  return (
    <>
      <FieldFrame
        ref={frame}
        {...{ language, difficulty, keys }}
        controls={buttons}
        onPower={usePower}
      />
      {!isOut && <AwayNotice soft={soft} />}
    </>
  );
}
