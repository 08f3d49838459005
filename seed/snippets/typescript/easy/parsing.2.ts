const s = "4,8,15";
const cells =
  s.split(",");
const nums =
  cells.map(Number);
log(nums.at(-1));
