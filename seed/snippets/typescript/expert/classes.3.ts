interface Command {
  run(): void;
  undo(): void;
}

export class Timeline {
  #done: Command[] = [];
  #undone: Command[] = [];

  execute(command: Command): void {
    command.run();
    this.#done.push(command);
    this.#undone = [];
  }
  undo(): void {
    const last = this.#done.pop();
    if (!last) return;
    last.undo();
    this.#undone.push(last);
  }
  redo(): void {
    const next = this.#undone.pop();
    if (!next) return;
    next.run();
    this.#done.push(next);
  }
}
