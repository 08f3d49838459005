let attempt = 0;
let socket = null;
do {
  attempt += 1;
  socket = connect(host, port);
} while (!socket && attempt < 5);
