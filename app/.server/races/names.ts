/** The names of guests: two words each, so that nobody writes one of their own. */
const FIRST = [
  ...["Agile", "Atomic", "Async", "Binary", "Brave", "Cached", "Calm", "Clever", "Cosmic"],
  ...["Curious", "Daring", "Eager", "Fuzzy", "Gentle", "Golden", "Hidden", "Honest", "Idle"],
  ...["Jolly", "Keen", "Lazy", "Lucky", "Mellow", "Nimble", "Patient", "Plucky", "Quiet"],
  ...["Rapid", "Rusty", "Sharp", "Silent", "Spare", "Stable", "Static", "Swift", "Tidy"],
  ...["Tiny", "Velvet", "Warm", "Witty", "Zen"],
] as const;
const SECOND = [
  ...["Array", "Branch", "Buffer", "Cache", "Closure", "Commit", "Compiler", "Cursor"],
  ...["Daemon", "Diff", "Factory", "Fixture", "Fork", "Gopher", "Handler", "Heap", "Index"],
  ...["Iterator", "Kernel", "Lambda", "Linter", "Loop", "Merge", "Module", "Otter", "Packet"],
  ...["Parser", "Patch", "Penguin", "Pointer", "Promise", "Python", "Queue", "Rebase"],
  ...["Router", "Schema", "Socket", "Stack", "Thread", "Token", "Tuple", "Vector"],
] as const;

/** @param random returns a number from 0 to below 1 */
export function guestName(random: () => number): string {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? words[0];
  return `${pick(FIRST)} ${pick(SECOND)}`;
}
