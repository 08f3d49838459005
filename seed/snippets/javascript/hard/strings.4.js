const note = "Dear {name}, your {item} left the {place} today.";

function fill(template, details) {
  return template.replace(/\{(\w+)\}/g, (whole, key) => {
    const known = Object.hasOwn(details, key);
    return known ? details[key] : whole;
  });
}

console.log(fill(note, { name: "Lin", item: "telescope" }));
