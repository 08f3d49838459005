export async function loadDashboard(userId) {
  const user = await api.get("users", userId);
  const [orders, alerts] = await Promise.all([
    api.list("orders", { owner: user.id }),
    api.list("alerts", { owner: user.id }),
  ]);
  const unread = alerts.filter((alert) => !alert.read);
  return { user, orders, unread };
}
