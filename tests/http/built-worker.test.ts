import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inSources } from "../../scripts/release/stack.ts";

const BUILT = new URL("../../dist/worker/app.js", import.meta.url);
const code = readFileSync(BUILT, "utf8");

describe("the built Worker", () => {
  it("assigns to no global of browsers as it starts, which would throw", () => {
    expect(code).not.toContain("window.__reactRouterVersion");
    expect(code).toContain("globalThis.__reactRouterVersion");
  });

  it("has a map by which the places of a stack are found in our sources", () => {
    const map = JSON.parse(readFileSync(`${BUILT.pathname}.map`, "utf8"));
    // A text that stands in one line of our sources, and in one of the built Worker.
    const text = "The game was updated while you played";
    const line = code.split("\n").findIndex((each) => each.includes(text));
    const column = code.split("\n")[line]?.indexOf(text) ?? -1;
    const source = readFileSync("app/.server/games/end/service.ts", "utf8").split("\n");
    const sourceLine = source.findIndex((each) => each.includes(text)) + 1;
    const stack = `Error: outdated\\n    at endGame (app.js:${line + 1}:${column + 1})`;
    expect(inSources(stack, map)).toMatch(
      new RegExp(`\\(app/.server/games/end/service\\.ts:${sourceLine}:\\d+\\)$`),
    );
  });
});
