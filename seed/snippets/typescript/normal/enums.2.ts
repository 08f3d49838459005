const gravity = { moon: 0.17, mars: 0.38 } as const;
type World = keyof typeof gravity;

function weigh(world: World, kilos: number): number {
  return kilos * gravity[world];
}
