interface Box {
  w: number;
  h: number;
}
type Fn =
  (b: Box) => number;
const area: Fn =
  (b) => b.w * b.h;
