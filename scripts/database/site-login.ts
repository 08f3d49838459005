/**
 * The site's login on development and test servers: a member of `prodev_app` with no other privileges,
 * which keeps its plans, as in production (docs/decisions/0023-administration.md, 0060-prepared-statements.md).
 * Migrations and seeds connect as the owner.
 */
import pg from "pg";

const NAME = "prodev_site";
const PASSWORD = "prodev";

/** The setting by which PostgreSQL keeps the plan of every prepared statement from its first execution on. */
const KEEP_PLANS = "plan_cache_mode=force_generic_plan";

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
    // Two processes at once would change the same row of the catalogue.
    await client.query("SELECT pg_advisory_lock(hashtext($1))", [NAME]);
    const known = await client.query<{ settings: string[] | null }>(
      "SELECT rolconfig AS settings FROM pg_roles WHERE rolname = $1",
      [NAME],
    );
    if (known.rowCount === 0) {
      await client.query(`CREATE ROLE ${NAME} LOGIN PASSWORD '${PASSWORD}' IN ROLE prodev_app`);
    }
    if (!known.rows[0]?.settings?.includes(KEEP_PLANS)) {
      await client.query(`ALTER ROLE ${NAME} SET ${KEEP_PLANS}`);
    }
  } finally {
    await client.end();
  }
  return withSiteLogin(ownerUrl);
}

/**
 * Returns the site's logins without the setting that keeps plans, as on servers that were set up before November 2026.
 * It only names them, because the owner of the tables may not change a role (docs/operations.md).
 */
export async function loginsWithoutKeptPlans(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT login.rolname AS name FROM pg_auth_members JOIN pg_roles login ON login.oid = member
       WHERE roleid = 'prodev_app'::regrole AND login.rolcanlogin
         AND NOT coalesce($1 = ANY(login.rolconfig), false) ORDER BY name`,
      [KEEP_PLANS],
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
