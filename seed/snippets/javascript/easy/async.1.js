const tea = brew();
tea.then(pour);
tea.catch(mop);
tea.finally(() => {
  log("Tea time");
});
