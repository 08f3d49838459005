export function parseEvents(text) {
  return JSON.parse(text, (key, value) => {
    // JSON knows no dates, so revive them by name
    if (key === "date") return new Date(value);
    if (typeof value === "string") return value.trim();
    return value;
  });
}
