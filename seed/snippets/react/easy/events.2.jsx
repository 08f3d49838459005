function handleKey(event) {
  if (event.key === "Escape") onClose();
}
