// Before: the draft of one chat followed you into the next one.
// After: another key, another composer, another state.
export function Messenger({ chat }) {
  return <Composer key={chat.id} chat={chat} />;
}

function Composer({ chat }) {
  const [draft, setDraft] = useState("");
  const send = () => chat.send(draft);
  return <Editor text={draft} onChange={setDraft} onSend={send} />;
}
