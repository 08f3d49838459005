export function tune(megahertz, key) {
  if (key === "up") return megahertz + 0.5;
  if (key === "down") return megahertz - 0.5;
  return key === "home" ? 87.5 : megahertz;
}
