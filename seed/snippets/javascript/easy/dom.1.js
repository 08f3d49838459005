function thank() {
  form.reset();
  form.hidden = true;
  btn.hidden = false;
  btn.focus();
  say("Thank you");
}
