function run() {
  log("on");
  return () => {
    log("off");
  };
}
function Chat() {
  useEffect(run, []);
  return <Talk />;
}
