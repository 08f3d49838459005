type Status =
  "open" | "paid";
let bill: Status;
bill = "open";
remind(bill);
bill = "paid";
thank(bill);
