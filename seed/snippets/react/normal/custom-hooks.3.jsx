const always = () => true;
const isOnline = () => navigator.onLine;

// Servers are online.
export function useOnline() {
  return useSyncExternalStore(watchNetwork, isOnline, always);
}
