export function useClickOutside(ref, onOutside) {
  useEffect(function watchClicks() {
    function handle({ target }) {
      if (!ref.current?.contains(target)) onOutside();
    }
    document.addEventListener("pointerdown", handle);
    return () => document.removeEventListener("pointerdown", handle);
  }, [ref, onOutside]);
}
