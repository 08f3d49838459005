const Level =
  createContext(1);
function Hero() {
  const n =
    useContext(Level);
  return <b>{n}</b>;
}
