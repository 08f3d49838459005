import "./app.css";
import "./map.css";

let zoom = 4;
// A small screen
if (width < 600) {
  zoom = 3;
}
export { zoom };
