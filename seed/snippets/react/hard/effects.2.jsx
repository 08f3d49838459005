export function useOrder(orderId, onOrder) {
  useEffect(function load() {
    let isActive = true;
    api.getOrder(orderId).then((order) => {
      if (isActive) onOrder(order);
    });
    return () => {
      isActive = false;
    };
  }, [orderId, onOrder]);
}
