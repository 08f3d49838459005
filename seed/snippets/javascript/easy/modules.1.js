import "./app.css";
import "./map.js";

let port = 80;
port += 8000;
log(port);
export { port };
