const pattern = /^\[(?<level>\w+)\] (?<text>.+)$/;
const { groups } = pattern.exec(logLine) ?? {};

if (groups?.level === "error") {
  wakeAdmin(groups.text);
}
