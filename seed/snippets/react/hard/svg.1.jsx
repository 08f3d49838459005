export function Sparkline({ values, width = 120, height = 30 }) {
  const top = Math.max(...values);
  const step = width / (values.length - 1);
  const points = values.map((value, i) => {
    const y = height * (1 - value / top);
    return `${i * step},${y}`;
  });
  const line = <polyline points={points.join(" ")} fill="none" stroke="teal" />;
  return <svg aria-hidden width={width} height={height}>{line}</svg>;
}
