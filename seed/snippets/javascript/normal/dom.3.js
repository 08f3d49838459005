document.addEventListener("visibilitychange", () => {
  const { hidden } = document;
  document.title = hidden ? "Come back!" : "Tetris";
  if (hidden) music.pause();
  else music.play();
});
