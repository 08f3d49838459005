/**
 * The login that the site itself has on our own servers, in development and in tests: a
 * member of `prodev_app` and nothing more, as in production (docs/decisions/0023-administration.md).
 * Migrations and seeds go on as the owner.
 */
import pg from "pg";

const NAME = "prodev_site";
const PASSWORD = "prodev";

/** For a pooler that asks for it. */
export const SITE_LOGIN = { [NAME]: PASSWORD };

/** The same database, as the site reaches it. */
export function asSite(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.username = NAME;
  url.password = PASSWORD;
  return url.href;
}

/** Makes the login where it is missing. The migrations have made the role that it is a member of. */
export async function admitSite(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const known = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [NAME]);
    if (known.rowCount === 0) {
      await client.query(`CREATE ROLE ${NAME} LOGIN PASSWORD '${PASSWORD}' IN ROLE prodev_app`);
    }
  } finally {
    await client.end();
  }
  return asSite(ownerUrl);
}
