button.onclick = () => {
  panel.hidden = !panel.hidden;
  button.ariaExpanded = String(!panel.hidden);
};
