// For sale
let ad = "piano, ";
ad += "no keys, ";
ad += "call Jo ";
ad += "at noon";
show(ad);
share(ad);
