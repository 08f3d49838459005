const SECRET = "up up down down b a";

export function useSecret(onFound) {
  const typed = useRef([]);

  return function handleButton(name) {
    // Six keys are enough.
    typed.current = [...typed.current, name].slice(-6);
    if (typed.current.join(" ") !== SECRET) return;
    typed.current = [];
    onFound();
  };
}
