const index = new Map<string, Set<string>>();
for (const { title, text } of books) {
  for (const word of text.toLowerCase().match(/\w+/g) ?? []) {
    const titles = index.get(word) ?? new Set<string>();
    index.set(word, titles.add(title));
  }
}
export function lookUp(word: string): string[] {
  const titles = index.get(word.toLowerCase());
  return [...(titles ?? [])].sort();
}
