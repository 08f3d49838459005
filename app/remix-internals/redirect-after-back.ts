/** Lets Back and Forward leave a page that redirects. */

interface Router {
  state: { navigation: { state: string } };
  subscribe(listener: (state: Router["state"]) => void): () => void;
}

/**
 * Makes the target of a redirect take the place of the history entry to which Back or Forward led.
 *
 * The browser does so with documents. React Router adds an entry instead: the next Back leads to the page that
 * redirects, which leads forward again, and nobody gets past it. It has no option for that. Its `replace()` is
 * for the server, which does not know how a visitor came, and would drop a page that led here by a link.
 *
 * @returns a function that ends it
 */
export function replaceRedirectsAfterBack(): () => void {
  const { __remixRouter: router } = window as { __remixRouter?: Router };
  if (!router) return () => {};
  let travelling = false;
  // React Router listens before, and is loading by now unless the page needs no data.
  const travel = () => {
    travelling = router.state.navigation.state !== "idle";
  };
  const unsubscribe = router.subscribe(({ navigation }) => {
    if (navigation.state === "idle") travelling = false;
  });
  const push = history.pushState;
  history.pushState = function (state, unused, url) {
    if (!travelling) return push.call(this, state, unused, url);
    travelling = false;
    // `idx` is the entry's number, from which React Router reckons how far Back went.
    this.replaceState({ ...state, idx: state.idx - 1 }, unused, url);
  };
  window.addEventListener("popstate", travel);
  return () => {
    window.removeEventListener("popstate", travel);
    unsubscribe();
    history.pushState = push;
  };
}
