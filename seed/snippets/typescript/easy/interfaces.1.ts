interface Player {
  readonly id: Id;
  name: string;
  lives: number;
  scores: number[];
  boss?: boolean;
}
