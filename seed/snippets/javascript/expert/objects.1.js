export function priceOrder({ items, coupon, shipping = 5 }) {
  const subtotal = items.reduce((sum, item) => {
    const { price, quantity = 1 } = item;
    return sum + price * quantity;
  }, 0);
  let discount = 0;
  if (coupon?.percent) {
    discount = subtotal * (coupon.percent / 100);
  } else if (coupon?.amount) {
    discount = Math.min(coupon.amount, subtotal);
  }
  const free = subtotal - discount >= 50;
  const total = subtotal - discount + (free ? 0 : shipping);
  return { subtotal, discount, total };
}
