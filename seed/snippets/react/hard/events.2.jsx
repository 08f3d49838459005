export function useSwipe(onSwipe) {
  const begin = useRef(0);

  function onTouchStart({ touches }) {
    begin.current = touches[0].clientX;
  }
  function onTouchEnd({ changedTouches }) {
    // A tap is no swipe.
    const distance = changedTouches[0].clientX - begin.current;
    if (Math.abs(distance) > 50) onSwipe(Math.sign(distance));
  }
  return { onTouchStart, onTouchEnd };
}
