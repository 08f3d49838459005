export function ask(dialog, question) {
  const { promise, resolve } = Promise.withResolvers();
  dialog.querySelector("p").textContent = question;
  const finish = () => resolve(dialog.returnValue === "yes");
  dialog.addEventListener("close", finish, { once: true });
  dialog.showModal();
  return promise;
}

const sure = await ask(confirmDialog, "Launch the rocket?");
