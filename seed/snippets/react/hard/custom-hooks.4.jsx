export function useTypewriter(text, ms = 60) {
  const [length, setLength] = useState(0);

  useEffect(function typeLetter() {
    if (length >= text.length) return undefined;
    const key = setTimeout(setLength, ms, length + 1);
    return () => clearTimeout(key);
  }, [length, text, ms]);

  // One letter after the other, like you.
  return text.slice(0, length);
}
