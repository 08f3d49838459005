type Effect = "steam" | "beep" | "drip";
type Stage = { on: Record<string, string>; effect?: Effect };

const machine = {
  off: { on: { power: "heating" } },
  heating: { on: { hot: "ready", power: "off" }, effect: "steam" },
  ready: { on: { brew: "brewing", power: "off" }, effect: "beep" },
  brewing: { on: { done: "ready" }, effect: "drip" },
} satisfies Record<string, Stage>;

type StateName = keyof typeof machine;
const isState = (name: string): name is StateName =>
  Object.hasOwn(machine, name);

export function press(state: StateName, button: string): StateName {
  const { on, effect }: Stage = machine[state];
  const target = on[button] ?? state;
  if (!isState(target)) throw new Error(`No state ${target}`);
  if (effect) barista.hear(effect);
  return target;
}
