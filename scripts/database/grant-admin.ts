/**
 * `npm run admin:grant -- <email>`: makes an existing account an administrator, in the database that
 * `DATABASE_URL` names or in this checkout's own. Only the first administrator needs it; others are made on the site.
 */
import { grantAdmin } from "../../app/.server/admin/users/queries.ts";
import { connect } from "../../app/.server/db/client.ts";
import { step, withCleanup } from "../development/steps.ts";
import { developmentServer, type Server } from "./postgres.ts";

let server: Server | undefined;
await withCleanup(
  async () => {
    const [email] = process.argv.slice(2);
    if (!email) throw new Error("npm run admin:grant -- <email>");
    server = await step("database", developmentServer);
    const { db, close } = connect(server.url);
    const granted = await grantAdmin(db, email).finally(close);
    if (!granted) {
      throw new Error(
        `No active account has the address ${email}. Create it on the site first, at /register.`,
      );
    }
    const { username, role } = granted;
    console.log(
      role === "ADMIN"
        ? `  ${username} is an administrator already`
        : `  ${username} is an administrator now, and was ${role} before`,
    );
  },
  async () => server?.stop(),
);
