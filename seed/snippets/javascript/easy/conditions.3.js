let speed = 50;
if (red) {
  speed = 0;
  brake(100);
} else {
  speed += 5;
}
