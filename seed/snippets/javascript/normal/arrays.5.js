const notes = ["do", "re", "mi"];
const beats = [4, 2, 1];
for (const [index, note] of notes.entries()) {
  // Slow, faster, fast
  play(note, beats[index]);
}
