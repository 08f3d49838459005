const h =
  createElement;
const li =
  h("li", null, "a");
const ul =
  h("ul", null, li);
render(ul);
