const all = {
  min: 0,
  max: 11,
};
// It goes to 11.
const Knob = () =>
  <input {...all} />;
