export function debounce<A extends unknown[]>(
  action: (...args: A) => void,
  delay: number,
) {
  let timer: ReturnType<typeof setTimeout>;
  return (...args: A): void => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), delay);
  };
}
