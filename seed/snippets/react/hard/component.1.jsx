export function Rating({ value, max = 5, onRate }) {
  const steps = Array.from({ length: max }, (_, i) => i + 1);
  const toStar = (step) => {
    const label = `${step} of ${max}`;
    const rate = () => onRate(step);
    // Full, or empty.
    const star = step <= value ? "*" : ".";
    return <button key={step} aria-label={label} onClick={rate}>{star}</button>;
  };
  return <div role="group" aria-label="Stars">{steps.map(toStar)}</div>;
}
