// First in line
const line = [];
line.push("Ada");
line.push("Bob");
do {
  log(line.shift());
} while (line[0]);
