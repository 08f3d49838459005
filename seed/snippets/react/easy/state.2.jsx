setTasks((tasks) => [...tasks, newTask]);
setDraft("");
