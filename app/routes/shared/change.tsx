import { whole } from "../../ui/text/format.ts";

interface ChangeProps {
  value: number | null;
  than: number | null;
  digits: number;
}

/** The difference between `value` and `than`, with its sign and in a colour; nothing if one is unknown. */
export function Change({ value, than, digits }: ChangeProps) {
  if (value === null || than === null) return null;
  const change = Number((value - than).toFixed(digits));
  if (change === 0) return <span className="text-dim">±0</span>;
  const size = digits === 0 ? whole(Math.abs(change)) : Math.abs(change).toFixed(digits);
  return (
    <span className={change > 0 ? "text-mint" : "text-coral"}>
      {change > 0 ? "+" : "−"}
      {size}
    </span>
  );
}
