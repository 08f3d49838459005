/**
 * The site's login on development and test servers: a member of `prodev_app` with no other privileges,
 * as in production (docs/decisions/0023-administration.md). Migrations and seeds connect as the owner.
 */
import pg from "pg";

const NAME = "prodev_site";
const PASSWORD = "prodev";

/** The login and its password, for a pooler. */
export const SITE_LOGIN = { [NAME]: PASSWORD };

/** Returns the URL of the same database with the site's login. */
export function withSiteLogin(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.username = NAME;
  url.password = PASSWORD;
  return url.href;
}

/** Creates the site's login unless it exists. Returns the database's URL with it. Needs the role `prodev_app` of the migrations. */
export async function createSiteLogin(ownerUrl: string): Promise<string> {
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
  return withSiteLogin(ownerUrl);
}
