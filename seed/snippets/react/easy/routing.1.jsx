const pages = {
  home: <Home />,
  shop: <Shop />,
};
const to = where();
const page =
  pages[to];
root.render(page);
