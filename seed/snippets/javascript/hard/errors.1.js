try {
  const order = await submitOrder(cart);
  showReceipt(order);
} catch (error) {
  console.warn("The shop is down", error);
  if (error instanceof NetworkError) retryLater(cart);
  else throw new Error("Checkout failed", { cause: error });
} finally {
  spinner.hide();
}
