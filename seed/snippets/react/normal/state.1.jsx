export function useCart() {
  const [cart, setCart] = useState([]);
  const put = (item) => setCart((items) => [...items, item]);
  const clear = () => setCart([]);
  return { cart, put, clear };
}
