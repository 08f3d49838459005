const secrets = new Set(["password", "token", "pin"]);

export function toLogLine(level, event) {
  const hide = (key, value) => (secrets.has(key) ? "***" : value);
  const time = new Date().toISOString();
  const record = { time, level, ...event };
  return JSON.stringify(record, hide);
}

console.log(toLogLine("info", { user: "ada", pin: 1815 }));
