// For sale
let ad = "piano, ";
ad += "no keys, ";
ad += "call Jo";
ad = ad.trim();
show(ad);
share(ad);
