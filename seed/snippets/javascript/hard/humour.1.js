export function estimate(task, mood = "calm") {
  const hours = task.length * 2;
  // Physicists call this factor pi, managers call it buffer
  const honest = hours * Math.PI;
  if (mood === "brave") return `${hours} hours, surely`;
  if (task.includes("just")) return "Two sprints";
  if (task.includes("quick")) return "Three sprints";
  return `${Math.ceil(honest)} hours, maybe`;
}
