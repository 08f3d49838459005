/** What each event of a run does on the field: on the stage, at the wall, and in the notices above. */
import type { Engine } from "../../engine/engine.ts";
import { FIX_POINTS, WORD_POINTS } from "../../engine/score.ts";
import type { Bug, GameEvent, State } from "../../engine/state.ts";
import { distanceOf } from "../../engine/state.ts";
import type { BugRegistry } from "./bug-registry.ts";
import type { FieldPart } from "./frame-parts.ts";
import { pointOf } from "./geometry.ts";
import { BannerView } from "./hud/banner-view.ts";
import { heatOf } from "./hud/combo-heat.ts";
import { ImpactEffects } from "./hud/impact-effects.ts";
import { NoticeView } from "./hud/notice-view.ts";
import { uptimePercent } from "./hud/uptime.ts";
import { WallView } from "./hud/wall-view.ts";
import { type WaveTallies, waveResult } from "./hud/wave-tally.ts";
import { POWER_NAMES, POWER_TEXTS } from "./labels.ts";
import type { Stage } from "./stage/stage.ts";

/** The texts of a boss's notice: short, because a phone has one line for them. */
export const BOSS_LINES = [
  "Somebody merged on a Friday.",
  "It worked on their machine.",
  "The tests were skipped, once.",
  "Nobody remembers writing this.",
];

/** Loads what a fixed boss needs when the boss comes, and not before. Without a network there is no confetti. */
const loadCelebration = () => import("../runs/confetti.ts").catch(() => undefined);

export class EventView {
  #engine: Engine;
  #parts: Record<FieldPart, HTMLElement>;
  #stage: Stage;
  #bugs: BugRegistry;
  #tallies: WaveTallies;
  #effects: ImpactEffects;
  #wall: WallView;
  #notice: NoticeView;
  #banner: BannerView;

  constructor(
    engine: Engine,
    parts: Record<FieldPart, HTMLElement>,
    stage: Stage,
    bugs: BugRegistry,
    tallies: WaveTallies,
  ) {
    this.#engine = engine;
    this.#parts = parts;
    this.#stage = stage;
    this.#bugs = bugs;
    this.#tallies = tallies;
    this.#effects = new ImpactEffects(parts);
    this.#wall = new WallView(parts.field, parts.gutter, parts.wall);
    this.#notice = new NoticeView(parts);
    this.#banner = new BannerView(parts, engine, tallies);
  }

  begin(state: State): void {
    this.#banner.showNextWave(state);
  }

  /**
   * @param key the key that was pressed, if any
   * @param events all that happened at once
   */
  show(
    event: GameEvent,
    state: State,
    key: string | undefined,
    events: readonly GameEvent[],
    now: number,
  ): void {
    switch (event.type) {
      case "spawn":
      case "return":
        this.#banner.hide();
        this.#showBug(event.bug, state, now);
        break;
      case "miss":
        this.#stage.post({ type: "miss", id: event.bug, key: key ?? "" });
        break;
      case "shot": {
        const { bug: id, damage, combo, at } = event;
        this.#stage.post({ type: "shot", id, damage, heat: heatOf(combo), at });
        break;
      }
      case "kill":
        this.#kill(event, events);
        break;
      case "arrival":
        this.#bugs.remove(event.bug);
        this.#stage.post({ type: "leave", id: event.bug });
        this.#strike(event, state);
        break;
      case "jump":
        this.#stage.post({ type: "jump", id: event.bug });
        break;
      case "hurry":
        this.#bugs.hurry(event.bug);
        break;
      case "phase":
        this.#bugs.nextPhase(event.bug);
        break;
      case "earn": {
        const { power } = event;
        this.#notice.show(`${POWER_NAMES[power]} earned`, `↑ · ${POWER_TEXTS[power]}`, "mixed");
        break;
      }
      case "power":
        this.#showPower(event);
        break;
      case "cleared":
        this.#endWave(event.wave, state);
        break;
      case "over":
        this.end(event.outcome === "defeat");
        break;
    }
  }

  #showPower({ power, bug }: GameEvent & { type: "power" }): void {
    this.#notice.show(POWER_NAMES[power], POWER_TEXTS[power], "good");
    if (power === "rollback") this.#stage.post({ type: "rollback" });
    else if (power === "hotfix" && bug !== null) this.#stage.post({ type: "hotfix", id: bug });
  }

  /** On an empty field the banner says how the wave went; while the next one is there already, a notice does. */
  #endWave(wave: number, state: State): void {
    if (state.bugs.length === 0 && wave === state.wave) {
      this.#banner.showNextWave(state);
      return;
    }
    const { title, tone } = waveResult(wave, this.#tallies.of(wave));
    // Waves overlap, and a later one may be over before an earlier one.
    const open = this.#tallies.openBefore(wave, state.bugs);
    const rest = open === undefined ? "" : `, wave ${open} is still open`;
    this.#notice.show(title, `uptime ${uptimePercent(this.#engine, state)}%${rest}`, tone);
  }

  #showBug(id: number, state: State, now: number): void {
    // A bug that came and went between two drawings is not shown.
    const bug = state.bugs.find((bug) => bug.id === id);
    if (!bug) return;
    this.#bugs.add(bug, now);
    if (bug.kind === "boss") this.#showBoss(bug);
  }

  #showBoss(bug: Bug): void {
    const { length } = bug.tokens;
    const size =
      bug.phases_left > 0
        ? `${bug.phases_left + 1} phases`
        : `${length} token${length === 1 ? "" : "s"}`;
    const line = BOSS_LINES[(bug.id + length) % BOSS_LINES.length] ?? "";
    this.#notice.show(`Boss, ${size}.`, line, "bad");
    this.#effects.showBoss();
    void loadCelebration().then((confetti) => confetti?.loadConfetti());
  }

  #strike({ lane, damage }: GameEvent & { type: "arrival" }, { plan }: State): void {
    const { integrity } = this.#engine.beginningOf(plan.difficulty);
    this.#wall.hit(lane);
    this.#effects.showImpact();
    this.#stage.post({ type: "impact", lane, percent: Math.round((100 * damage) / integrity) });
  }

  #kill(event: GameEvent & { type: "kill" }, events: readonly GameEvent[]): void {
    const { bug: id, lane, kind, at, scored } = event;
    const bug = this.#bugs.remove(id);
    if (!bug) return;
    const isWordPaid = events.some(
      (event) => event.type === "shot" && event.bug === id && event.scored && !event.flawed,
    );
    const points = (scored ? FIX_POINTS : 0) + (isWordPaid ? WORD_POINTS : 0);
    this.#stage.post({ type: "kill", id, at, points });
    this.#wall.mark(lane, "fixed");
    if (kind !== "boss") return;
    this.#effects.shake(260);
    const { x, y } = pointOf(this.#parts.lanes, lane, distanceOf(bug, at));
    const from = { x: x / window.innerWidth, y: y / window.innerHeight, particles: 90 };
    void loadCelebration().then((confetti) => confetti?.showConfetti(from));
  }

  /** Shows what `events`, all since the start of the run, have left, after a jump in time. */
  jump(state: State, events: readonly GameEvent[]): void {
    this.#wall.rebuild(events);
    this.#effects.reset();
    this.#notice.hide();
    this.#banner.hide();
    if (state.over) this.end(state.over.outcome === "defeat");
    else if (state.bugs.length === 0) this.#banner.showNextWave(state);
  }

  end(defeat: boolean): void {
    this.#banner.hide();
    this.#notice.hide();
    if (!defeat) return;
    this.#wall.fall();
    this.#stage.post({ type: "fall" });
  }

  destroy(): void {
    this.#notice.hide();
    this.#banner.hide();
    this.#wall.reset();
  }
}
