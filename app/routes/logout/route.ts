import { type ActionFunctionArgs, redirect } from "@remix-run/cloudflare";
import { logout } from "../../.server/auth/sign-in/service.ts";

export const loader = () => redirect("/");

export async function action({ context }: ActionFunctionArgs) {
  // Before the database is called, so that this browser is signed out even while it is unavailable.
  context.clearSignInCookies();
  if (context.refreshToken) await logout(context.db, context.refreshToken);
  return redirect("/", 303);
}
