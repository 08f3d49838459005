// 10 km on a track
let lap = 0;
do {
  lap += 1;
  run(400);
} while (lap < 25);
shower();
