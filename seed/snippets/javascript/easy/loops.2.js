const line = [];
line.push("Ada");
line.push("Bob");
do {
  serve(line.pop());
} while (line[0]);
