async function handleSubmit(event) {
  event.preventDefault();
  const data = new FormData(event.currentTarget);
  await save(data.get("email"));
  setStatus("saved");
}
