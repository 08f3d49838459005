const dialog = document.querySelector("dialog");
const opener = document.querySelector("#open-dialog");

opener?.addEventListener("click", () => {
  dialog?.showModal();
});
