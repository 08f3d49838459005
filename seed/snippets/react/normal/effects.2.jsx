useEffect(() => {
  if (!dirty) return;
  const warn = (event) => event.preventDefault();
  window.onbeforeunload = warn;
  return () => (window.onbeforeunload = null);
}, [dirty]);
