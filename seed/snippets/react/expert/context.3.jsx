const Plants = createContext([]);
const Tend = createContext(() => {});

function garden(plants, { type, name }) {
  if (type === "sow") return [...plants, { name, height: 0 }];
  if (type === "pull") return plants.filter((plant) => plant.name !== name);
  return plants.map((plant) => ({ ...plant, height: plant.height + 1 }));
}

// Two contexts: who only waters does not render again.
export function Garden({ children }) {
  const [plants, tend] = useReducer(garden, []);
  return (
    <Tend.Provider value={tend}>
      <Plants.Provider value={plants}>{children}</Plants.Provider>
    </Tend.Provider>
  );
}
export const usePlants = () => useContext(Plants);
export const useTend = () => useContext(Tend);
