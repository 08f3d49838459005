export function useRoom(room, onMessage) {
  useEffect(function connect() {
    const socket = new WebSocket(`wss://chat.example/${room}`);
    const receive = ({ data }) => onMessage(JSON.parse(data));
    socket.addEventListener("message", receive);
    // Until it has closed, a socket may still bring messages.
    return function disconnect() {
      socket.removeEventListener("message", receive);
      socket.close();
    };
  }, [room, onMessage]);
}
