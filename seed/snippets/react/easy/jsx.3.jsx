const look = {
  color: "gold",
  margin: 8,
};
const Star = () =>
  <i style={look} />;
export { Star };
