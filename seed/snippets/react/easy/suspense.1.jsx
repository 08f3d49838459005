const load = () =>
  import("./Sea");
const Sea =
  lazy(load);
// For swimmers.
const Trip = (p) =>
  p.swim && <Sea />;
export { Trip };
