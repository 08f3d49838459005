useEffect(() => {
  let active = true;
  async function load() {
    const order = await api.getOrder(orderId);
    if (active) setOrder(order);
  }
  load().catch(setError);
  return () => {
    active = false;
  };
}, [orderId]);
