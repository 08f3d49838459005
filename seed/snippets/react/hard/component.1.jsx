export function Rating({ value, max = 5, onRate }) {
  const steps = Array.from({ length: max }, (_, index) => index + 1);
  // A full star, or an empty one.
  const toStar = (step) => (
    <button key={step} onClick={() => onRate(step)}>
      {step <= value ? "*" : "."}
    </button>
  );
  return <div role="group">{steps.map(toStar)}</div>;
}
