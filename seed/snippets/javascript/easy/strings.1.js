let s = "bum";
s += "-tss";
s = s.repeat(2);
s += "!";
const n = s.length;
play(s, n);
