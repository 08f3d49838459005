type Light = "red" | "green" | "amber";
const after = { red: "green", green: "amber", amber: "red" } as const;

export function next(light: Light): Light {
  return after[light];
}
