function finish(id) {
  const mark = (todo) =>
    todo.id === id ? { ...todo, done: true } : todo;
  setTodos((todos) => todos.map(mark));
}
