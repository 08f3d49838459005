type Money = {
  amount: number;
  currency: "EUR" | "USD" | "GBP";
};
