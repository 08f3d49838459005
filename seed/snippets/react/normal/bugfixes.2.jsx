// Before: onClick={launch()} left us behind.
export function LaunchPad({ launch, crew }) {
  const start = () => launch(crew);
  return <button onClick={start}>Launch</button>;
}
