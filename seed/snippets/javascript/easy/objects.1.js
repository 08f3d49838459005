const point = { x: 4, y: 9 };
point.x += 1;
point.y -= 2;
