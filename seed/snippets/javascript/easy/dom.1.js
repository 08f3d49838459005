function save() {
  btn.hidden = true;
  send(form);
  form.reset();
  btn.hidden = false;
}
