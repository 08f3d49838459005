export const theme = {
  text: "#222",
  border: [0, 128, 255],
} satisfies Record<string, Color>;
