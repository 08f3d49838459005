interface Heading {
  level: number;
  title: string;
  children: Heading[];
}

/** Nests the headings of a Markdown text under one another. */
export function outline(markdown: string): Heading[] {
  const root: Heading = { level: 0, title: "", children: [] };
  const path = [root];
  for (const [, marks, title] of markdown.matchAll(/^(#+) (.+)$/gm)) {
    const heading: Heading = { level: marks.length, title, children: [] };
    while ((path.at(-1)?.level ?? 0) >= heading.level) path.pop();
    path.at(-1)?.children.push(heading);
    path.push(heading);
  }
  return root.children;
}
const [book] = outline("# Dune\n## Sand\n## More sand");
console.assert(book.children.length === 2);
