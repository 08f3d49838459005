/** Answers visitors with pages that are kept at the edge: no round trip, and no rendering (docs/decisions/0058-kept-pages.md). */
import { createMiddleware } from "hono/factory";
import { setMetric } from "hono/timing";
import type { AppEnv, Bindings } from "../env.ts";
import { describeError, log } from "../log.ts";
import { recordMetric } from "../metrics.ts";
import { findPage, isKeepable, keepPage } from "./kept-page.ts";
import { pageKey } from "./page-keys.ts";

/**
 * Returns the release that a key names. A page of another one names files that are gone. In development the server's code
 * changes without the client's, so each isolate has its own.
 */
function releases(clientVersion: string) {
  let isolate: string | undefined;
  return ({ ENVIRONMENT }: Bindings): string => {
    if (ENVIRONMENT === "production") return clientVersion;
    isolate ??= crypto.randomUUID();
    return `${clientVersion}-${isolate}`;
  };
}

/** @param clientVersion of the build */
export function pageCache(clientVersion: string) {
  const releaseOf = releases(clientVersion);
  return createMiddleware<AppEnv>(async (c, next) => {
    const key = c.env.KEPT_PAGES === "off" ? undefined : pageKey(c, releaseOf(c.env));
    const nonce = c.get("secureHeadersNonce");
    if (key === undefined || nonce === undefined) return next();
    const started = performance.now();
    const kept = await findPage(key, nonce).catch((error) => {
      log("warn", "kept_page_not_read", describeError(error));
      return undefined;
    });
    const milliseconds = performance.now() - started;
    const outcome = kept ? "hit" : "miss";
    recordMetric(c.env, { kind: "cache", name: "pages", outcome, milliseconds });
    if (kept) {
      // The page subtracts it from its countdowns (`ui/layout/document-age.ts`).
      setMetric(c, "cache", kept.ageMs, "kept");
      return c.body(kept.body, 200, kept.headers);
    }
    await next();
    const { context, shownBoards: shown } = c.var;
    if (!isKeepable(c.res) || context.viewer || c.get("isIncomplete")) return;
    const rendered = { nonce, renderedAt: context.now, shown };
    const keep = keepPage(key, c.res.clone(), rendered).catch((error) =>
      log("warn", "page_not_kept", describeError(error)),
    );
    c.executionCtx.waitUntil(keep);
  });
}
