type Circle = { kind: "circle"; radius: number };
type Square = { kind: "square"; side: number };

function isRound(shape: Circle | Square): boolean {
  return shape.kind === "circle";
}
