function Greeting({ name }) {
  return <p>Welcome back, {name}!</p>;
}
