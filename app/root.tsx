import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import type { ShouldRevalidateFunction } from "@remix-run/react";
import {
  Links,
  Meta,
  Outlet,
  ScrollRestoration,
  useLocation,
  useMatches,
  useNavigation,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { type ReactNode, useContext, useEffect } from "react";
import type { Theme } from "./contracts/settings.ts";
import { FONTS, STYLESHEET } from "./preloads.ts";
import { DeferredScripts } from "./remix-internals/deferred-scripts.tsx";
import { replaceRedirectsAfterBack } from "./remix-internals/redirect-after-back.ts";
import { SessionStorage } from "./remix-internals/session-storage.tsx";
import { ErrorPage, failureOf } from "./ui/layout/error-page.tsx";
import { FlashNotice } from "./ui/layout/flash-notice.tsx";
import { Late } from "./ui/layout/late.tsx";
import { NonceContext } from "./ui/layout/nonce.ts";
import { SiteLayout } from "./ui/layout/site-layout.tsx";
import { APPEARANCES, DARK, LIGHT } from "./ui/layout/themes.ts";
import { useViewerChange } from "./ui/layout/viewer-change.ts";
import { isKeptPage } from "./ui/offline/kept-page.ts";

const preload = (href: string) =>
  ({ rel: "preload", as: "font", type: "font/woff2", crossOrigin: "anonymous", href }) as const;

export const links: LinksFunction = () => [
  ...FONTS.map(preload),
  { rel: "stylesheet", href: STYLESHEET },
  { rel: "icon", href: "/favicon.ico", sizes: "32x32" },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "apple-touch-icon", href: "/apple-touch-icon.png" },
  { rel: "manifest", href: "/site.webmanifest" },
];

/** The title of error pages; every page has its own. */
export const meta: MetaFunction = ({ error }) => [
  { title: error ? `${failureOf(error).title} · Pro Dev` : "Pro Dev" },
];

/** Returns the viewer of the access token, and theme and flash message of the cookies: no round trip to the database. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, theme, now } = context;
  const publicViewer = viewer ? { username: viewer.username, role: viewer.role } : null;
  const { origin } = new URL(request.url);
  const flash = context.takeFlash();
  return { viewer: publicViewer, theme, origin, flash, renderedAt: now.toISOString() };
}

/** After an action that did not reach the server this loader would fail too, and the page would be an error page. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  actionResult,
  defaultShouldRevalidate,
}) => defaultShouldRevalidate && actionResult?.unreachable !== true;

/** Returns the root loader's data; undefined on the error page when that loader failed. */
const useRootData = () => useRouteLoaderData<typeof loader>("root");

function NavigationProgress() {
  const { state } = useNavigation();
  return state === "idle" ? null : <div className="page-progress" aria-hidden="true" />;
}

/** Gives the browser's user interface and form controls the colours of the theme. */
function ThemeColors({ theme }: { theme: Theme }) {
  if (theme === "system") {
    return (
      <>
        <meta name="color-scheme" content="dark light" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content={DARK.ground} />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content={LIGHT.ground} />
      </>
    );
  }
  const { scheme, ground } = APPEARANCES[theme];
  return (
    <>
      <meta name="color-scheme" content={scheme} />
      <meta name="theme-color" content={ground} />
    </>
  );
}

/** The canonical URL, and the preview of a page where its URL is shared. */
function SharePreview() {
  const origin = useRootData()?.origin;
  const { pathname } = useLocation();
  const usesCommonImage = useHandle().card !== "own";
  const failed = (useRouteError() ?? undefined) !== undefined;
  if (origin === undefined || failed) return null;
  const address = origin + pathname;
  return (
    <>
      <link rel="canonical" href={address} />
      <meta property="og:url" content={address} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content="Pro Dev" />
      {usesCommonImage && <meta property="og:image" content={`${origin}/share.png`} />}
      {/* The size of the image: this one, or the page's own. */}
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      {usesCommonImage && (
        <meta property="og:image:alt" content="Pro Dev: production is on fire. Type." />
      )}
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useContext(NonceContext);
  const root = useRootData();
  const theme = root?.theme ?? "system";
  // A kept page does not know who is signed in.
  const viewer = root && (root.viewer?.username ?? (isKeptPage() ? undefined : null));
  useViewerChange(viewer, useHandle().game === true);
  useEffect(replaceRedirectsAfterBack, []);
  return (
    // The mark of a kept page is React’s too, which draws the document anew where its data cannot be loaded.
    <html
      lang="en"
      data-theme={theme}
      data-kept={isKeptPage() ? "" : undefined}
      data-rendered-at={root?.renderedAt}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <ThemeColors theme={theme} />
        <Meta />
        <SharePreview />
        <Links />
      </head>
      <body>
        {children}
        <SessionStorage nonce={nonce} />
        <ScrollRestoration nonce={nonce} />
        <DeferredScripts nonce={nonce} />
      </body>
    </html>
  );
}

const useViewer = () => useRootData()?.viewer ?? null;

/** The options of a route, in `export const handle`. */
interface Handle {
  /** The game: no other tab interrupts it, and while a run is played the field covers header and footer. */
  game?: true;
  /** `own`: its `meta` names the image of its preview, of the same size. */
  card?: "own";
  /** `own`: it shows the unsent runs of this browser itself. */
  outbox?: "own";
}

function useHandle(): Handle {
  const handles = useMatches().map(({ handle }) => handle as Handle | undefined);
  return Object.assign({}, ...handles);
}

export default function App() {
  const viewer = useViewer();
  const { outbox } = useHandle();
  const flash = useRootData()?.flash;
  return (
    <>
      <NavigationProgress />
      <SiteLayout viewer={viewer}>
        <FlashNotice flash={flash} />
        <Outlet />
      </SiteLayout>
      <Late viewer={viewer?.username ?? null} outbox={outbox} />
    </>
  );
}

export function ErrorBoundary() {
  const viewer = useViewer();
  const flash = useRootData()?.flash;
  return (
    <>
      <SiteLayout viewer={viewer}>
        <FlashNotice flash={flash} />
        <ErrorPage error={useRouteError()} />
      </SiteLayout>
      <Late viewer={viewer?.username ?? null} />
    </>
  );
}
