let s = "ba-dum";
s += "-tss";
s = s.repeat(2);
s += "!";
log(s.length);
play(s);
