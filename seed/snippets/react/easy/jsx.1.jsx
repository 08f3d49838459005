const me = "Ada";
const hi =
  <h1>Hi, {me}</h1>;
const bye =
  <p>See you</p>;
const both =
  <>{hi}{bye}</>;
// Polite code.
root.render(both);
