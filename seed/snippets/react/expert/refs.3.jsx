export function Waveform({ samples, width = 300, height = 60 }) {
  const canvas = useRef(null);

  useEffect(function draw() {
    const context = canvas.current.getContext("2d");
    const middle = height / 2;
    const step = width / samples.length;
    context.clearRect(0, 0, width, height);
    context.beginPath();
    samples.forEach((sample, index) => {
      context.lineTo(index * step, middle - sample * middle);
    });
    context.stroke();
  }, [samples, width, height]);

  const size = { width, height };
  return <canvas ref={canvas} role="img" aria-label="Sound" {...size} />;
}
