// Before: the effect depended on a target that every letter built anew,
// so the telescope swung back to its start at each key.
export function StarLog({ star, zoom }) {
  const [note, setNote] = useState("");

  useEffect(function aim() {
    const target = { star, zoom };
    const telescope = openTelescope(target);
    telescope.track();
    return () => telescope.park();
  }, [star, zoom]);

  const write = (event) => setNote(event.target.value);
  const field = <textarea value={note} onChange={write} />;
  return <label>What I see {field}</label>;
}
