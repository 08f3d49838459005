import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/development/steps.ts";
import { register } from "../support/api.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

/** `npm run admin:grant` on the site's own database, as its owner. */
function grant(email: string) {
  try {
    const said = execFileSync(process.execPath, [`${root}scripts/database/grant-admin.ts`, email], {
      env: { ...process.env, DATABASE_URL: site.ownerUrl },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return { status: 0, said: said.toString() };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    return { status, said: stderr.toString() };
  }
}

const acts = () => site.db.selectFrom("audit_log").selectAll().execute();

describe("npm run admin:grant", () => {
  it("makes an account an administrator from its next request on, and writes that down once", async () => {
    const { user, access_token: token } = await register(site);
    const overview = () =>
      fetch(`${site.origin}/admin`, {
        redirect: "manual",
        headers: { Cookie: `__Host-access=${token}` },
      });
    expect((await overview()).status).toBe(403);
    expect(grant(user.email.toUpperCase())).toMatchObject({
      status: 0,
      said: expect.stringContaining(`${user.username} is an administrator now, and was PLAYER`),
    });
    expect((await overview()).status).toBe(200);
    expect(grant(user.email).said).toContain("is an administrator already");
    expect(await acts()).toMatchObject([
      {
        actor_id: null,
        actor_name: null,
        action: "user.role_changed",
        target_id: user.id,
        target_name: user.username,
        details: { before: "PLAYER", after: "ADMIN" },
      },
    ]);
  });

  it("refuses an address that nobody has, or somebody who is gone", async () => {
    const before = await acts();
    const { user } = await register(site);
    await site.db
      .updateTable("users")
      .set({ is_active: false, deleted_at: new Date() })
      .where("id", "=", user.id)
      .execute();
    for (const email of ["nobody@example.com", user.email]) {
      const { status, said } = grant(email);
      expect(status).toBe(1);
      expect(said).toContain(`No active account has the address ${email}`);
    }
    expect(await acts()).toEqual(before);
    const { role } = await site.db
      .selectFrom("users")
      .select("role")
      .where("id", "=", user.id)
      .executeTakeFirstOrThrow();
    expect(role).toBe("PLAYER");
  });
});
