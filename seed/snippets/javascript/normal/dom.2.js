const counter = document.querySelector("output");
textarea.addEventListener("input", () => {
  const left = 280 - textarea.value.length;
  counter.value = left;
  counter.hidden = left > 40;
});
