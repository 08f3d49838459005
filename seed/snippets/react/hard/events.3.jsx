function dropFiles(event) {
  event.preventDefault();
  setHovering(false);
  const files = [...event.dataTransfer.files];
  const songs = files.filter(({ type }) => type.startsWith("audio/"));
  if (songs.length < files.length) warn("Only songs, please");
  setPlaylist((list) => [...list, ...songs]);
  event.currentTarget.focus();
}
