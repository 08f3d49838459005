/** Returns the URL of the sign-in page; after signing in, it leads on to `to`, a path of this site. */
export const loginPath = (to: string) => `/login?to=${encodeURIComponent(to)}`;
