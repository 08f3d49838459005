const list = document.querySelector("#tasks");

list.addEventListener("click", (event) => {
  const removeButton = event.target.closest("button.remove");
  if (!removeButton) return;
  const task = removeButton.closest("li");
  task.remove();
  const { childElementCount: left } = list;
  document.title = left > 0 ? `${left} tasks left` : "Holiday!";
});
