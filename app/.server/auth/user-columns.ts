import type { User } from "../../contracts/account.ts";

/** The columns of `users` that its owner sees: the contract's `User`. */
export const USER_COLUMNS = [
  "id",
  "username",
  "email",
  "email_verified",
  "display_name",
  "role",
  "created_at",
  "last_login_at",
] as const satisfies (keyof User)[];
