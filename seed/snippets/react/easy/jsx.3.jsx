const s = {
  color: "gold",
  margin: 8,
};
const Star = () =>
  <b style={s}>*</b>;
export { Star };
