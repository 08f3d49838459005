function push(t) {
  set([...all, t]);
  setDraft("");
  setBusy(false);
  beep();
}
