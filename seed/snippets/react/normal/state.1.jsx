export function useCart() {
  const [cart, setCart] = useState([]);
  const remove = (id) => setCart(cart.filter((item) => item.id !== id));
  return { cart, remove };
}
