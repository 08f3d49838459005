// Was: if (n = 1)
function Bugs(p) {
  const { n } = p;
  if (n === 1) {
    return "A bug";
  }
  return `${n} bugs`;
}
