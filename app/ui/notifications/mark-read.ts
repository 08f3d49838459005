/** Marks the viewer's notifications as read, and tells the header. */
const READ = "notifications-read";

export async function markRead(): Promise<void> {
  const { ok } = await fetch("/api/notifications/read", { method: "PUT" }).catch(() => ({
    ok: false,
  }));
  if (ok) window.dispatchEvent(new Event(READ));
}

/** Calls `listener` whenever this page has marked them. @returns a function that ends it */
export function onRead(listener: () => void): () => void {
  window.addEventListener(READ, listener);
  return () => window.removeEventListener(READ, listener);
}
