const defaults = { theme: "light", volume: 60 };
const options = { ...defaults, ...saved };
for (const [key, value] of Object.entries(options)) {
  console.log(`${key}: ${value}`);
}
