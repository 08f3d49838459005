import { type ActionFunctionArgs, redirect } from "@remix-run/cloudflare";
import { logout } from "../../.server/auth/sign-in/service.ts";

export const loader = () => redirect("/");

export async function action({ context }: ActionFunctionArgs) {
  // First: with the database away, this browser is signed out all the same.
  context.signOut();
  if (context.refreshToken) await logout(context.db, context.refreshToken);
  return redirect("/", 303);
}
