export function parseIni(text) {
  const sections = { global: {} };
  let section = sections.global;
  for (const line of text.split("\n")) {
    const content = line.replace(/[;#].*$/, "").trim();
    if (content === "") continue;
    const header = /^\[(.+)\]$/.exec(content);
    if (header) {
      const [, title] = header;
      sections[title] ??= {};
      section = sections[title];
      continue;
    }
    const [key, ...value] = content.split("=");
    section[key.trim()] = value.join("=").trim();
  }
  return sections;
}
