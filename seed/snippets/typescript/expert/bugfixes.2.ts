export function openChart(canvas: HTMLCanvasElement, feed: EventSource) {
  const closing = new AbortController();
  const { signal } = closing;
  const points: number[] = [];

  // Before: bare listeners. After ten visits to this page, each price
  // was drawn ten times, and the fan of the laptop sang along.
  const onPrice = ({ data }: MessageEvent<string>) => {
    points.push(Number(data));
    drawLine(canvas, points.slice(-100));
  };
  const onResize = () => drawLine(canvas, points.slice(-100));
  feed.addEventListener("message", onPrice, { signal });
  addEventListener("resize", onResize, { signal });

  return () => closing.abort();
}
