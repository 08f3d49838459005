const p = {};
p.x = 4;
p.y = 9;
p.x += 1;
p.y -= 2;
log(p.x, p.y);
