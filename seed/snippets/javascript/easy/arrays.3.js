tasks.sort((a, b) => a.due - b.due);
const names = tasks.map((task) => task.name);
