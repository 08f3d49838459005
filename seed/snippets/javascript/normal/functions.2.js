function toPrice(amount, currency = "EUR") {
  const options = { style: "currency", currency };
  return new Intl.NumberFormat("en", options).format(amount);
}

console.log(toPrice(1815.5));
