useEffect(() => {
  document.title = `Inbox (${unread})`;
}, [unread]);
