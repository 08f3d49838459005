export function lazyWithRetry(load, tries = 3) {
  async function attempt(left) {
    try {
      return await load();
    } catch (error) {
      if (left === 1) throw error;
      return attempt(left - 1);
    }
  }
  // Trains have tunnels, so one try is not enough.
  return lazy(() => attempt(tries));
}
