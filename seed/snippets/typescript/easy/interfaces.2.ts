interface Captain
  extends Sailor {
  ship: string;
  crew: number;
  parrot: boolean;
  sail(): void;
}
