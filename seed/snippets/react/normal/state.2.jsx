function finish(id) {
  // A copy, never the original.
  const mark = (todo) => (todo.id === id ? { ...todo, done: true } : todo);
  setTodos((todos) => todos.map(mark));
}
