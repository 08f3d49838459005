import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decode, encode } from "./morse.js";

describe("morse code", () => {
  it("survives a round trip", () => {
    for (const word of ["SOS", "MAYDAY", "LUNCH"]) {
      const code = encode(word);
      assert.match(code, /^[-. ]+$/);
      assert.equal(decode(code), word);
    }
  });

  it("rejects what no telegraph can send", () => {
    assert.throws(() => encode("?!"), TypeError);
    assert.throws(() => decode("-_-"), SyntaxError);
  });
});
