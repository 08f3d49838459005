var seen: Set<string> = new Set();
for (const word of words) seen.add(word);
