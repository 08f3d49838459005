useEffect(() => {
  const timer = setInterval(() => {
    setSeconds((s) => s + 1);
  }, 1000);
  return () => clearInterval(timer);
}, []);
