function send(e) {
  e.preventDefault();
  const f = e.target;
  post(f.action);
  f.reset();
  thank();
}
