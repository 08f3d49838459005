// Before: onClick={launch()} and it left without us.
export function LaunchPad({ launch, crew }) {
  const start = () => launch(crew);
  return <button onClick={start}>Launch</button>;
}
