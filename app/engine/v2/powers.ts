/** The powers: how a combo earns them, and what they do. */
import { type GameEvent, type Power, targetOf } from "../state.ts";
import { DUCK_MS, MOST_POWERS, POWER_COMBOS, paceOf, ROLLBACK } from "./balance.ts";
import { halve, rollBack, unhalve } from "./motion.ts";
import type { FullState } from "./state.ts";

/** Gives the player the power that the present combo earns, unless their hands are full. */
export function earn(state: FullState, events: GameEvent[] | undefined): void {
  const [, power] = POWER_COMBOS.find(([combo]) => combo === state.combo) ?? [];
  if (!power || state.powers.length >= MOST_POWERS) return;
  state.powers.push(power);
  events?.push({ type: "earn", at: state.now, power });
}

function slowDown(state: FullState): void {
  const { now, plan } = state;
  if (state.slow_until === 0) for (const bug of state.bugs) halve(bug, now);
  state.slow_until = now + DUCK_MS * paceOf(plan.mode);
}

/** Ends the half speed that a rubber duck brought. */
export function wake(state: FullState, at: number, events: GameEvent[] | undefined): void {
  for (const bug of state.bugs) unhalve(bug, at);
  state.slow_until = 0;
  events?.push({ type: "wake", at });
}

/**
 * Uses the oldest power. `finishLine` does what a hotfix does to the locked bug; without a locked bug a hotfix is not
 * used.
 */
export function use(
  state: FullState,
  finishLine: () => void,
  events: GameEvent[] | undefined,
): void {
  const power: Power | undefined = state.powers[0];
  if (!power) return;
  const bug = targetOf(state);
  if (power === "hotfix" && !bug) return;
  state.powers.shift();
  const at = state.now;
  events?.push({ type: "power", at, power, bug: power === "hotfix" ? (bug?.id ?? null) : null });
  if (power === "rollback") for (const each of state.bugs) rollBack(each, at, ROLLBACK);
  else if (power === "duck") slowDown(state);
  else finishLine();
}
