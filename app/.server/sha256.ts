import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";

/** Returns the SHA-256 of a text, as PostgreSQL's `encode(sha256(…), 'hex')` writes it. */
export const sha256Hex = (text: string): string =>
  encodeHexLowerCase(sha256(new TextEncoder().encode(text)));
