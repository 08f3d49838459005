try {
  await saveOrder(order);
} catch (error) {
  const reason = error instanceof Error ? error.message : "unknown";
  log(`Order was not saved: ${reason}`);
}
