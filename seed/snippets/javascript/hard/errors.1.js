try {
  const order = await submitOrder(cart);
  showReceipt(order);
} catch (error) {
  if (error instanceof NetworkError) {
    retryLater(cart);
  } else {
    throw new Error('Checkout failed', { cause: error });
  }
} finally {
  spinner.stop();
}
