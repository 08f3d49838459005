const all = {
  type: "range",
  max: 11,
};
// It goes to 11.
const Loud = () =>
  <input {...all} />;
