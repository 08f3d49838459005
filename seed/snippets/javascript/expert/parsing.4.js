export function parseIni(text) {
  // A Map has no prototype that a file could overwrite
  const sections = new Map();
  let section = new Map();
  sections.set("global", section);
  for (const line of text.split("\n")) {
    const content = line.trim();
    if (content === "" || /^[;#]/.test(content)) continue;
    const [, title] = /^\[(.+)\]$/.exec(content) ?? [];
    if (title) {
      section = sections.get(title) ?? new Map();
      sections.set(title, section);
      continue;
    }
    const [key, ...value] = content.split("=");
    section.set(key.trim(), value.join("=").trim());
  }
  return sections;
}
