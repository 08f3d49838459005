const Hue =
  createContext("?");
function Bird() {
  const c =
    useContext(Hue);
  return <i>{c}</i>;
}
