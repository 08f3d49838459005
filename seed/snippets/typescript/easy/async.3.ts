spinner.show();
try {
  await save(song);
  toast("Saved");
} catch {
  toast("Try again");
}
spinner.hide();
