export function createStore(initial) {
  let state = initial;
  const listeners = new Set();
  const getState = () => state;

  function setState(update) {
    state = { ...state, ...update(state) };
    listeners.forEach((listener) => listener());
  }
  function subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }
  function useStore(selector) {
    const current = useSyncExternalStore(subscribe, getState);
    return selector(current);
  }
  return { getState, setState, useStore };
}
