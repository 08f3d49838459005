const app =
  getEl("app");
const site =
  createRoot(app);
const ui = <App />;
// Here we go.
site.render(ui);
