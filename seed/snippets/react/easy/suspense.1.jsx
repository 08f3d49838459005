const load = () =>
  import("./Sea");
const Sea =
  lazy(load);
// Wait, it is wet.
const wait =
  <p>Waves...</p>;
export default Sea;
