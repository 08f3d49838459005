abstract class Instrument {
  abstract play(note: Note): void;
  scale(notes: readonly Note[]): void {
    notes.forEach((note) => this.play(note));
  }
}
