interface Seed {
  name: string;
  depth: number;
  cost: number;
}
type Label =
  Pick<Seed, "name">;
