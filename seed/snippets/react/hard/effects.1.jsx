export function useRoom(room, onMessage) {
  const [status, setStatus] = useState("connecting");

  useEffect(function connect() {
    const socket = new WebSocket(`wss://chat.app/${room}`);
    socket.onopen = () => setStatus("connected");
    socket.onclose = () => setStatus("offline");
    socket.onmessage = ({ data }) => onMessage(JSON.parse(data));
    return () => socket.close();
  }, [room, onMessage]);

  return status;
}
