function subscribe(notify) {
  window.addEventListener("popstate", notify);
  return () => window.removeEventListener("popstate", notify);
}
const getSearch = () => window.location.search;

export function useQueryParam(name) {
  const search = useSyncExternalStore(subscribe, getSearch);
  const value = new URLSearchParams(search).get(name);

  function setValue(next) {
    const params = new URLSearchParams(search);
    if (next === null) params.delete(name);
    else params.set(name, next);
    window.history.pushState(null, "", `?${params}`);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }
  return [value, setValue];
}
