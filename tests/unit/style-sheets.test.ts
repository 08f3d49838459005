/** What holds for all style sheets. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const FOLDER = new URL("../../app/styles/", import.meta.url);
const sheets = readdirSync(FOLDER).filter((name) => name.endsWith(".css"));

/** The classes that React Router gives every `NavLink` by itself. */
const ROUTER_CLASSES = /\.(active|pending|transitioning)(?![\w-])/;

describe("the style sheets", () => {
  it.each(sheets)("%s has no rule for a class that React Router gives to links", (name) => {
    const lines = readFileSync(new URL(name, FOLDER), "utf8").split("\n");
    expect(lines.filter((line) => ROUTER_CLASSES.test(line))).toEqual([]);
  });
});
