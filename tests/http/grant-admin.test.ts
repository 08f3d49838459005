import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/development/steps.ts";
import { register } from "../support/api.ts";
import { withSite } from "../support/site.ts";
import { updateAccount } from "../support/update-rows.ts";

const site = withSite();

/** Runs `npm run admin:grant` on the database of the site, as its owner. */
function grant(email: string) {
  try {
    const output = execFileSync(
      process.execPath,
      [`${root}scripts/database/grant-admin.ts`, email],
      {
        env: { ...process.env, DATABASE_URL: site.ownerUrl },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    return { status: 0, output: output.toString() };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    return { status, output: stderr.toString() };
  }
}

const auditEntries = () => site.db.selectFrom("audit_log").selectAll().execute();

describe("npm run admin:grant", () => {
  it("makes an account an administrator from its next request on, and writes one audit entry", async () => {
    const { user, access_token: token } = await register(site);
    const overview = () =>
      fetch(`${site.origin}/admin`, {
        redirect: "manual",
        headers: { Cookie: `__Host-access=${token}` },
      });
    expect((await overview()).status).toBe(403);
    expect(grant(user.email.toUpperCase())).toMatchObject({
      status: 0,
      output: expect.stringContaining(`${user.username} is an administrator now, and was PLAYER`),
    });
    expect((await overview()).status).toBe(200);
    expect(grant(user.email).output).toContain("is an administrator already");
    expect(await auditEntries()).toMatchObject([
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

  it("refuses an unknown address and a deleted account, and changes nothing", async () => {
    const before = await auditEntries();
    const { user } = await register(site);
    await updateAccount(site.db, user.id, { is_active: false, deleted_at: new Date() });
    for (const email of ["nobody@example.com", user.email]) {
      const { status, output } = grant(email);
      expect(status).toBe(1);
      expect(output).toContain(`No active account has the address ${email}`);
    }
    expect(await auditEntries()).toEqual(before);
    const { role } = await site.db
      .selectFrom("users")
      .select("role")
      .where("id", "=", user.id)
      .executeTakeFirstOrThrow();
    expect(role).toBe("PLAYER");
  });
});
