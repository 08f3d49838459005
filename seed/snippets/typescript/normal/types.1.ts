type Currency = "EUR" | "USD" | "GBP";
type Money = { amount: number; currency: Currency };

const ransom: Money = { amount: 1e6, currency: "USD" };
phone.say(ransom.amount);
phone.hangUp();
