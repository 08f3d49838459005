/** Sets the security headers. */
import { createMiddleware } from "hono/factory";
import { NONCE, secureHeaders } from "hono/secure-headers";
import type { AppEnv } from "../env.ts";
import { providerOrigins } from "../identity-providers.ts";

const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'", NONCE],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    // The stage of the field, and the service worker.
    workerSrc: ["'self'"],
    manifestSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'self'"],
    // Browsers check the redirects of a form too, and signing in elsewhere begins with a form.
    formAction: [(c) => ["'self'", ...providerOrigins(c.env)].join(" ")],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: "DENY",
  referrerPolicy: "strict-origin-when-cross-origin",
  permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  // A developer's machine must stay reachable by plain HTTP.
  strictTransportSecurity: false,
});

export const securityHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await headers(c, next);
  const policy = c.get("contentSecurityPolicy");
  if (policy) c.res.headers.set("Content-Security-Policy", policy);
  if (c.env.ENVIRONMENT === "production") {
    c.res.headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload");
  }
});
