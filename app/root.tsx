import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import styles from "./styles/app.css?url";
import { NonceContext } from "./ui/nonce.ts";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

/** Who is signed in, from the access token: no round trip. */
export function loader({ context }: LoaderFunctionArgs) {
  const { viewer } = context;
  return { viewer: viewer ? { username: viewer.username, role: viewer.role } : null };
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useContext(NonceContext);
  useRouteLoaderData<typeof loader>("root");
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}
