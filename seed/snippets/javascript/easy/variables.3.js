let a = "tea";
let b = "milk";
[a, b] = [b, a];
log(a, b);
// Milk goes first
pour(a);
pour(b);
