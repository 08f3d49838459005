export function useFahrenheit(celsius) {
  const degrees = celsius * 1.8 + 32;
  // For the developer tools.
  useDebugValue(`${celsius} C`);
  return `${Math.round(degrees)} F`;
}
