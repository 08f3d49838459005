interface Player {
  readonly scores: number[];
}
