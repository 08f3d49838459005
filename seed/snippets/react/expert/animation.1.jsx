export function Orbits({ planets, period }) {
  const [now, setNow] = useState(0);

  useEffect(function spin() {
    let frame = requestAnimationFrame(function next(time) {
      setNow(time);
      frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, []);

  return planets.map(({ name, distance, years }) => {
    const angle = (2 * Math.PI * now) / (years * period);
    const x = distance * Math.cos(angle);
    const y = distance * Math.sin(angle);
    return <circle key={name} cx={x} cy={y} r={3} />;
  });
}
