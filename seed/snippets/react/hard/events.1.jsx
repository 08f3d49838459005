function onKeyDown({ key }) {
  const last = options.length - 1;
  if (key === "ArrowDown") setActive((i) => Math.min(i + 1, last));
  if (key === "ArrowUp") setActive((i) => Math.max(i - 1, 0));
  if (key === "Home") setActive(0);
  if (key === "End") setActive(last);
  if (key === "Enter") onSelect(options[active]);
}
