// Was: an effect.
function Mass(p) {
  const { kg } = p;
  if (kg > 1) {
    return `${kg} kg`;
  }
  const g = kg * 1e3;
  return `${g} g`;
}
