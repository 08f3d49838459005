const KEYS = [..."awsedftgyhujk"];

export function Piano({ audio }) {
  const [pressed, setPressed] = useState("");

  useEffect(function listen() {
    const release = () => setPressed("");
    function press({ key, repeat }) {
      const step = KEYS.indexOf(key);
      if (repeat || step < 0) return;
      // Twelve equal steps make an octave.
      audio.play(440 * 2 ** ((step - 9) / 12));
      setPressed(key);
    }
    window.addEventListener("keydown", press);
    window.addEventListener("keyup", release);
    return () => {
      window.removeEventListener("keydown", press);
      window.removeEventListener("keyup", release);
    };
  }, [audio]);

  const toKey = (key) => <Key key={key} isDown={key === pressed} />;
  return <div role="img" aria-label="Piano">{KEYS.map(toKey)}</div>;
}
