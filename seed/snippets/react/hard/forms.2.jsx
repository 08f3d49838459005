const scale = { type: "range", min: 5, max: 30, step: 0.5 };

export function Thermostat({ room }) {
  const id = useId();
  const [degrees, setDegrees] = useState(20);
  const turn = ({ target }) => setDegrees(target.valueAsNumber);
  return (
    <form>
      <label htmlFor={id}>{room}: {degrees} C</label>
      <input {...scale} id={id} value={degrees} onChange={turn} />
    </form>
  );
}
