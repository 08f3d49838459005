let attempt = 0;
do {
  attempt += 1;
  socket = connect(host, port);
} while (!socket && attempt < 5);
