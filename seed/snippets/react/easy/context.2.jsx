const Mode =
  createContext();
const P =
  Mode.Provider;
const App = () =>
  <P value="dark" />;
export { App };
