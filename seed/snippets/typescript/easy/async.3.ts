spinner.show();
try {
  await save(song);
  toast("Saved");
} finally {
  spinner.hide();
}
