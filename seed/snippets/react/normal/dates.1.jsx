const clock = new Intl.DateTimeFormat("en", { timeStyle: "short" });

export function Departure({ train }) {
  const time = clock.format(train.leaves);
  return <li>{time} {train.city}</li>;
}
