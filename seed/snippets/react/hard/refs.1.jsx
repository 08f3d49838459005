export function ChatLog({ messages }) {
  const log = useRef(null);

  useEffect(() => {
    const node = log.current;
    node.scrollTop = node.scrollHeight;
  }, [messages.length]);

  const lines = messages.map(toLine);
  return <div ref={log}>{lines}</div>;
}
