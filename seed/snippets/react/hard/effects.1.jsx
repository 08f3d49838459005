useEffect(() => {
  const url = `wss://chat.app/${room}`;
  const socket = new WebSocket(url);
  socket.onopen = () => setStatus("connected");
  socket.onclose = () => setStatus("offline");
  socket.onmessage = (event) => {
    const message = JSON.parse(event.data);
    setMessages((list) => [...list, message]);
  };
  return () => socket.close();
}, [room]);
