const ada = {
  name: "Ada",
  age: 36,
};
const older = {
  ...ada,
  age: 37,
};
setUser(older);
