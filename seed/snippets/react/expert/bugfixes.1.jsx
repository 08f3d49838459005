// Before: the effect depended on an object that every letter built
// anew, so the door of the room slammed at each key.
export function ChatRoom({ roomId, server }) {
  const [draft, setDraft] = useState("");

  useEffect(function join() {
    const options = { roomId, server };
    const room = openRoom(options);
    room.join();
    return () => room.leave();
  }, [roomId, server]);

  const type = (event) => setDraft(event.target.value);
  const field = <input value={draft} onChange={type} />;
  return <label>Message {field}</label>;
}
