interface Command {
  label: string;
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
  back(): string {
    const command = this.#done.pop();
    if (!command) return "Nothing to regret";
    command.undo();
    this.#undone.push(command);
    return `Undid ${command.label}`;
  }
  get canRedo(): boolean {
    return this.#undone.length > 0;
  }
}
