const palettes = {
  day: { paper: "white", ink: "navy" },
  dusk: { paper: "linen", ink: "maroon" },
};

export function Themed({ name, children }) {
  const { paper, ink } = palettes[name] ?? palettes.day;
  const style = { "--paper": paper, "--ink": ink };
  return <div style={style}>{children}</div>;
}
