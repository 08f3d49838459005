const todo = [];
todo[0] = "sweep";
todo[1] = "dust";
todo[2] = "nap";
while (todo[0]) {
  work(todo.pop());
}
