const times = (by: number) => (price: number) => price * by;
const withTax = times(1.2);
const onSale = times(0.5);

const due = withTax(onSale(80));
receipt.add("Haunted teapot", due);
