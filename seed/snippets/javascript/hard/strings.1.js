const escapes = { "&": "&amp;", "<": "&lt;", '"': "&quot;" };

function clean(value) {
  return String(value).replace(/[&<"]/g, (sign) => escapes[sign]);
}

// Escapes the values, and leaves the markup alone
export function html(strings, ...values) {
  return String.raw({ raw: strings }, ...values.map(clean));
}

const visitor = "<Bobby>";
console.log(html`<h1 title="Hello">${visitor}</h1>`);
