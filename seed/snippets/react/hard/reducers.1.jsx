function cartReducer(cart, action) {
  switch (action.type) {
    case "added":
      return [...cart, { ...action.item, quantity: 1 }];
    case "removed":
      return cart.filter((item) => item.id !== action.id);
    case "cleared":
      return [];
    default:
      throw new Error(`Unknown action: ${action.type}`);
  }
}
