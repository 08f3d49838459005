export function Sparkline({ values, width = 120, height = 30 }) {
  const top = Math.max(...values);
  const step = width / (values.length - 1);
  const points = values.map((value, index) => {
    const y = height * (1 - value / top);
    return `${index * step},${y}`;
  });
  const line = <polyline points={points.join(" ")} fill="none" />;
  return <svg width={width} height={height}>{line}</svg>;
}
