function handlePaste(event) {
  const [file] = event.clipboardData.files;
  if (!file?.type.startsWith("image/")) return;
  event.preventDefault();
  upload(file);
}
