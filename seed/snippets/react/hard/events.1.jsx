function onKeyDown(event) {
  const last = options.length - 1;
  if (event.key === "ArrowDown") {
    setActive((i) => Math.min(i + 1, last));
  } else if (event.key === "ArrowUp") {
    setActive((i) => Math.max(i - 1, 0));
  } else if (event.key === "Enter") {
    onSelect(options[active]);
  }
}
