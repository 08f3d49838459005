/** Cursors of lists: opaque outside, a small JSON value inside. */
import { decodeBase64urlIgnorePadding, encodeBase64urlNoPadding } from "@oslojs/encoding";
import type { z } from "zod";
import { DomainError } from "../errors.ts";

export function writeCursor(value: unknown): string {
  return encodeBase64urlNoPadding(new TextEncoder().encode(JSON.stringify(value)));
}

/** @throws `validation_failed` for one that this list did not give out */
export function readCursor<T>(schema: z.ZodType<T>, cursor: string | undefined): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(decodeBase64urlIgnorePadding(cursor))));
  } catch {
    const message = "Not a cursor of this list";
    throw new DomainError("validation_failed", message, { errors: [{ path: "cursor", message }] });
  }
}
