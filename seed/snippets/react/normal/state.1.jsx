const [cart, setCart] = useState([]);

function removeItem(id) {
  setCart(cart.filter((item) => item.id !== id));
}
