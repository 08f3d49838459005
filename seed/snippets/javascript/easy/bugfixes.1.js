// Was: price = "5"
let price = 5;
price += 2;
// No more "52"
log(price);
pay(price);
