import { readFile } from "node:fs/promises";

const text = await readFile("todo.txt", "utf8");
const todo = text.split("\n");
const done = todo.filter((job) => job.endsWith("x"));
log(done);
