type Bit = 0 | 1;
const byte: Bit[] =
  [1, 0, 1, 1];
byte.push(1);
// 2 is not a bit
log(byte.join(""));
