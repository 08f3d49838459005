/** Tokens that carry signed content in place of a stored row. A token of one kind is never read as one of another. */
import { jwtVerify, SignJWT } from "jose";
import type { z } from "zod";
import { signingKey } from "./signing-key.ts";

/** @param kind the JWT's `typ`, such as `guest-game+jwt` */
export const signToken = async (kind: string, content: object, secret: string): Promise<string> =>
  new SignJWT({ ...content })
    .setProtectedHeader({ alg: "HS256", typ: kind })
    .sign(await signingKey(secret));

/** Returns the content of a token; undefined when it is forged, damaged, or of another kind. */
export async function readToken<Schema extends z.ZodType>(
  kind: string,
  schema: Schema,
  token: string,
  secret: string,
): Promise<z.infer<Schema> | undefined> {
  try {
    const options = { algorithms: ["HS256"], typ: kind };
    const { payload } = await jwtVerify(token, await signingKey(secret), options);
    return schema.safeParse(payload).data;
  } catch {
    return undefined;
  }
}
