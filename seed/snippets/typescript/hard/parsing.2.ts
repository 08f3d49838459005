interface Roll {
  dice: number;
  sides: number;
  bonus: number;
}
export function parseRoll(text: string): Roll | null {
  const match = /^(\d*)d(\d+)([+-]\d+)?$/.exec(text);
  if (!match) return null;
  const [, dice = "", sides = "", bonus = "0"] = match;
  const shape = { dice: Number(dice || 1), sides: Number(sides) };
  return { ...shape, bonus: Number(bonus) };
}
