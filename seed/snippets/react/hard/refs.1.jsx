export function ChatLog({ messages }) {
  const log = useRef(null);

  useLayoutEffect(() => {
    const node = log.current;
    node.scrollTop = node.scrollHeight;
  }, [messages.length]);

  // Whoever speaks last is read first.
  const lines = messages.map(toLine);
  return <div ref={log} role="log">{lines}</div>;
}
