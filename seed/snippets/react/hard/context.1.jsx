const Currency = createContext("EUR");

export function Money({ cents }) {
  const currency = useContext(Currency);
  const options = { style: "currency", currency };
  const format = new Intl.NumberFormat("en", options);
  return <data value={cents}>{format.format(cents / 100)}</data>;
}

export const InDollars = ({ children }) => (
  <Currency.Provider value="USD">{children}</Currency.Provider>
);
