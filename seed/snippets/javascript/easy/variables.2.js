const w = 800;
const h = 600;
let size = w;
size *= h;
if (w > h) {
  rotate();
}
log(size);
