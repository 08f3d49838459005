type Light = "red" | "green" | "amber";
const after = { red: "green", green: "amber", amber: "red" };

export function next(light: Light): string {
  // Italy may differ
  return after[light];
}
