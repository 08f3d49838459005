let settings = {};
try {
  settings = JSON.parse(text);
} catch (error) {
  console.warn("Invalid settings", error);
}
