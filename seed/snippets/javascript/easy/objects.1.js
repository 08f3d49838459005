const p = {
  x: 4,
  y: 9,
};
p.x += 1;
p.y -= 2;
const { x, y } = p;
log(x * y);
