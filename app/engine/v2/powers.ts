/** The powers: how clean tokens earn them, and what they do. */
import { type GameEvent, type Power, targetOf } from "../state.ts";
import { DUCK_MS, ERROR_CHARGE, MOST_POWERS, POWER_CHARGES, paceOf, ROLLBACK } from "./balance.ts";
import { halve, rollBack, unhalve } from "./motion.ts";
import type { FullState } from "./state.ts";

const FULL_CHARGE = POWER_CHARGES.at(-1)?.[0] ?? 0;

/**
 * Counts a finished token, and gives the player the power that it earns. With full hands the charge waits for a free
 * one. An error takes some of the charge, but not a power that was passed: somebody who errs now and then earns powers,
 * too, only later.
 */
export function charge(state: FullState, flawed: boolean, events: GameEvent[] | undefined): void {
  if (flawed) {
    const passed = POWER_CHARGES.findLast(([least]) => least <= state.charge)?.[0] ?? 0;
    state.charge = Math.max(passed, state.charge - ERROR_CHARGE);
    return;
  }
  const [, power] = POWER_CHARGES.find(([least]) => least === state.charge + 1) ?? [];
  if (power && state.powers.length >= MOST_POWERS) return;
  state.charge = (state.charge + 1) % FULL_CHARGE;
  if (!power) return;
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
