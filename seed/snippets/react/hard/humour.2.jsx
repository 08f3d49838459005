// Nobody has ever stopped a meeting because of this.
export function MeetingMeter({ people, minutes }) {
  const hours = minutes / 60;
  const cost = Math.round(people * hours * 80);
  const pizzas = Math.floor(cost / 12);
  return (
    <p title={`${cost} EUR`}>
      This could have been {pizzas} pizzas.
    </p>
  );
}
