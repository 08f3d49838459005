function Inbox(p) {
  const { name } = p;
  useEffect(() => {
    const d = document;
    d.title = name;
  }, [name]);
  return <Mails />;
}
