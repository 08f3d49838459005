type Hook =
  (e: Event) => void;
const stop: Hook =
  (e) => cancel(e);
tab.onclick = stop;
tab.onkeyup = stop;
