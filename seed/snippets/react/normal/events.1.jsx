async function handleSubmit(event) {
  event.preventDefault();
  const data = new FormData(event.target);
  await save(data.get("email"));
  setStatus("saved");
}
