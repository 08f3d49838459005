import { readFile } from "node:fs/promises";

const text = await readFile("todo.txt", "utf8");
const jobs = text.split("\n");
const done = jobs.filter((job) => job[0] === "x");
log(done);
