interface Cat {
  name: string;
  readonly lives: 9;
  sleeps: true;
  obeys: never;
}
