let total = 0;
for (const { price, quantity } of cart) {
  total += price * quantity;
}
console.log(`Total: ${total.toFixed(2)}`);
