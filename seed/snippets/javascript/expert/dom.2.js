export function setUpTabs(tablist) {
  const tabs = [...tablist.querySelectorAll("[role=tab]")];

  function activate(chosen) {
    for (const tab of tabs) {
      const active = tab === chosen;
      tab.ariaSelected = String(active);
      tab.tabIndex = active ? 0 : -1;
      const panel = document.getElementById(tab.dataset.panel);
      panel.hidden = !active;
    }
    chosen.focus();
  }

  tablist.addEventListener("keydown", ({ key }) => {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (!move) return;
    const focused = tabs.indexOf(document.activeElement);
    activate(tabs.at((focused + move) % tabs.length));
  });
}
