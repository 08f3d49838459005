/** The download of everything about an account. */
import type { Caller } from "../../auth/authorization/queries.ts";
import { readKnownDevice } from "../../auth/known-devices.ts";
import type { TokenContext } from "../../auth/sign-in/service.ts";
import type { Db } from "../../db/client.ts";
import { inactiveAccount } from "../../errors.ts";
import { findAccountData, findMoreRows, lastIdOf, PAGED_TABLES, SHORT_TABLES } from "./queries.ts";

/**
 * Yields everything that is stored about the caller, except for secrets, as one JSON document (`exportSchema`). The
 * first part is one round trip, with all of it for an account of a few games. Each further part is read when it is
 * pulled, and checks again that the caller is signed in (docs/decisions/0034).
 *
 * @throws `unauthenticated` instead of a part when the caller may not act
 */
export async function* exportData(
  db: Db,
  caller: Caller,
  { now, secret, knownDevice }: Pick<TokenContext, "now" | "secret" | "knownDevice">,
): AsyncGenerator<string, void> {
  const known = await readKnownDevice(knownDevice, secret);
  const device = known?.account === caller.id ? known.device : null;
  const first = await findAccountData(db, caller, device);
  if (!first) throw inactiveAccount();
  let text = `{"exported_at":${JSON.stringify(now)},\n"account":${first.account}`;
  for (const table of SHORT_TABLES) text += `,\n"${table}":[${first[table]}]`;
  for (const table of PAGED_TABLES) {
    text += `,\n"${table}":[${first[table]}`;
    let lastId = first[lastIdOf(table)];
    while (lastId) {
      yield text;
      const page = await findMoreRows(db, caller, table, lastId);
      if (!page) throw inactiveAccount();
      text = page[table] ? `,\n${page[table]}` : "";
      lastId = page[lastIdOf(table)];
    }
    text += "]";
  }
  yield `${text}}\n`;
}
