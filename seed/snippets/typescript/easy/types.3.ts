type Hue =
  "red" | "blue";
type Css =
  `text-${Hue}`;
// no "text-pink"
const css: Css =
  "text-blue";
paint(css);
