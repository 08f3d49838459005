const Bug = () =>
  <s>A bug</s>;
const Perk = Bug;
const Demo = () =>
  <Perk />;
// Ship it.
export { Demo };
