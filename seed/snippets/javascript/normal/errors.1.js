let settings = { theme: "light" };
try {
  settings = JSON.parse(localStorage.getItem("settings")) ?? settings;
} catch (error) {
  console.warn("Invalid settings", error);
}
