const app =
  getEl("app");
const top =
  createRoot(app);
const ui = <App />;
// Here we go.
top.render(ui);
