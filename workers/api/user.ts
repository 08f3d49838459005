import { z } from "@hono/zod-openapi";
import { moveAddress, sendConfirmation } from "../../app/.server/accounts/address/service.ts";
import { exportData } from "../../app/.server/accounts/export/service.ts";
import {
  changePassword,
  deleteAccount,
  editProfile,
  profile,
} from "../../app/.server/accounts/service.ts";
import { changeSettings, settings } from "../../app/.server/accounts/settings/service.ts";
import { devices, signOutDevice } from "../../app/.server/auth/sign-in/service.ts";
import { downloadOf } from "../../app/.server/db/downloads.ts";
import { statistics } from "../../app/.server/progress/statistics/service.ts";
import {
  accountDeletionSchema,
  addressChangeSchema,
  deviceSchema,
  passwordChangeSchema,
  profileUpdateSchema,
  userSchema,
} from "../../app/contracts/account.ts";
import { exportSchema } from "../../app/contracts/export.ts";
import { pageOf } from "../../app/contracts/list.ts";
import { settingsSchema, settingsUpdateSchema } from "../../app/contracts/settings.ts";
import { statisticsSchema } from "../../app/contracts/statistics.ts";
import {
  BODY_PROBLEMS,
  createRoute,
  createRouter,
  forSignedIn,
  jsonRequest,
  jsonResponse,
  problemResponses,
  requireCaller,
  SIGNED_IN_PROBLEMS,
} from "./openapi.ts";

const tags = ["User"];

const readProfile = createRoute({
  method: "get",
  path: "/profile",
  operationId: "getOwnProfile",
  tags,
  ...forSignedIn,
  summary: "The caller's account",
  responses: {
    200: jsonResponse("The account", userSchema),
    ...problemResponses(...SIGNED_IN_PROBLEMS),
  },
});

const writeProfile = createRoute({
  method: "put",
  path: "/profile",
  operationId: "updateOwnProfile",
  tags,
  ...forSignedIn,
  summary: "Change what others see",
  request: jsonRequest(profileUpdateSchema),
  responses: {
    200: jsonResponse("The account", userSchema),
    ...problemResponses(...BODY_PROBLEMS, ...SIGNED_IN_PROBLEMS),
  },
});

const writePassword = createRoute({
  method: "put",
  path: "/password",
  operationId: "changePassword",
  tags,
  ...forSignedIn,
  summary: "Change the password; every other device is signed out",
  request: jsonRequest(passwordChangeSchema),
  responses: {
    204: { description: "Changed" },
    ...problemResponses(
      ...BODY_PROBLEMS,
      "wrong_password",
      "no_password",
      "too_many_attempts",
      ...SIGNED_IN_PROBLEMS,
    ),
  },
});

const writeAddress = createRoute({
  method: "put",
  path: "/email",
  operationId: "changeAddress",
  tags,
  ...forSignedIn,
  summary: "Change the address: it takes effect when it is confirmed, and the present one is told",
  request: jsonRequest(addressChangeSchema),
  responses: {
    202: { description: "The mail to the new address is on the way" },
    ...problemResponses(
      ...BODY_PROBLEMS,
      "wrong_password",
      "no_password",
      "email_taken",
      "too_many_attempts",
      "too_many_mails",
      ...SIGNED_IN_PROBLEMS,
    ),
  },
});

const sendVerification = createRoute({
  method: "post",
  path: "/email/verify",
  operationId: "sendConfirmation",
  tags,
  ...forSignedIn,
  summary: "Send the mail again that confirms the address",
  responses: {
    202: { description: "On the way, unless the address is confirmed already" },
    ...problemResponses("too_many_mails", ...SIGNED_IN_PROBLEMS),
  },
});

const removeAccount = createRoute({
  method: "delete",
  path: "/account",
  operationId: "deleteAccount",
  tags,
  ...forSignedIn,
  summary: "Delete the account: gone from every public page at once, purged after 30 days",
  request: jsonRequest(accountDeletionSchema),
  responses: {
    204: { description: "Deleted" },
    ...problemResponses(
      ...BODY_PROBLEMS,
      "wrong_password",
      "no_password",
      "last_admin",
      "too_many_attempts",
      ...SIGNED_IN_PROBLEMS,
    ),
  },
});

const readStatistics = createRoute({
  method: "get",
  path: "/stats",
  operationId: "getOwnStatistics",
  tags,
  ...forSignedIn,
  summary: "The caller's statistics, over VERIFIED results",
  responses: {
    200: jsonResponse("The statistics", statisticsSchema),
    ...problemResponses(...SIGNED_IN_PROBLEMS),
  },
});

const readDevices = createRoute({
  method: "get",
  path: "/sessions",
  operationId: "listDevices",
  tags,
  ...forSignedIn,
  summary: "Where the caller is signed in, the last used first",
  responses: {
    200: jsonResponse("All devices", pageOf(deviceSchema)),
    ...problemResponses(...SIGNED_IN_PROBLEMS),
  },
});

const removeDevice = createRoute({
  method: "delete",
  path: "/sessions/{id}",
  operationId: "signOutDevice",
  tags,
  ...forSignedIn,
  summary: "Sign one device out",
  request: { params: z.object({ id: z.string().meta({ description: "A device's id" }) }) },
  responses: {
    204: { description: "Signed out" },
    ...problemResponses("not_found", ...SIGNED_IN_PROBLEMS),
  },
});

const readSettings = createRoute({
  method: "get",
  path: "/settings",
  operationId: "getSettings",
  tags,
  ...forSignedIn,
  summary: "The caller's preferences",
  responses: {
    200: jsonResponse("The preferences", settingsSchema),
    ...problemResponses(...SIGNED_IN_PROBLEMS),
  },
});

const writeSettings = createRoute({
  method: "put",
  path: "/settings",
  operationId: "updateSettings",
  tags,
  ...forSignedIn,
  summary: "Change preferences; what is left out stays",
  request: jsonRequest(settingsUpdateSchema),
  responses: {
    200: jsonResponse("The preferences", settingsSchema),
    ...problemResponses(...BODY_PROBLEMS, ...SIGNED_IN_PROBLEMS),
  },
});

const readExport = createRoute({
  method: "get",
  path: "/export",
  operationId: "exportOwnData",
  tags,
  ...forSignedIn,
  summary: "Everything held about the caller, streamed",
  responses: {
    200: jsonResponse("One document, by table", exportSchema),
    ...problemResponses(...SIGNED_IN_PROBLEMS),
  },
});

export const user = createRouter()
  .openapi(readProfile, async (c) => c.json(await profile(c.var.context.db, requireCaller(c)), 200))
  .openapi(writeProfile, async (c) => {
    const { db, boardCache } = c.var.context;
    return c.json(await editProfile(db, requireCaller(c), c.req.valid("json"), boardCache), 200);
  })
  .openapi(writePassword, async (c) => {
    const { db, tokenContext, mailer } = c.var.context;
    await changePassword(db, requireCaller(c), c.req.valid("json"), tokenContext, mailer);
    return c.body(null, 204);
  })
  .openapi(writeAddress, async (c) => {
    const { db, tokenContext, mailer } = c.var.context;
    await moveAddress(db, requireCaller(c), c.req.valid("json"), tokenContext, mailer);
    return c.body(null, 202);
  })
  .openapi(sendVerification, async (c) => {
    const { db, tokenContext, mailer } = c.var.context;
    await sendConfirmation(db, requireCaller(c), tokenContext, mailer);
    return c.body(null, 202);
  })
  .openapi(removeAccount, async (c) => {
    const { db, boardCache, clearSignInCookies } = c.var.context;
    await deleteAccount(db, requireCaller(c), c.req.valid("json").password, boardCache);
    clearSignInCookies();
    return c.body(null, 204);
  })
  .openapi(readStatistics, async (c) => {
    const { db, now } = c.var.context;
    return c.json(await statistics(db, requireCaller(c), now), 200);
  })
  .openapi(readDevices, async (c) =>
    c.json({ items: await devices(c.var.context.db, requireCaller(c)), next_cursor: null }, 200),
  )
  .openapi(removeDevice, async (c) => {
    await signOutDevice(c.var.context.db, requireCaller(c), c.req.valid("param").id);
    return c.body(null, 204);
  })
  .openapi(readSettings, async (c) =>
    c.json(await settings(c.var.context.db, requireCaller(c)), 200),
  )
  .openapi(writeSettings, async (c) =>
    c.json(await changeSettings(c.var.context.db, requireCaller(c), c.req.valid("json")), 200),
  )
  .openapi(readExport, async (c) => {
    const { db, tokenContext, keepOpenFor } = c.var.context;
    const download = await downloadOf(exportData(db, requireCaller(c), tokenContext), {
      keepOpenFor,
      method: c.req.method,
      name: "pro-dev-export.json",
      type: "application/json; charset=utf-8",
    });
    // The type asks for a body of the schema, which is read only while it is sent.
    return download as never;
  });
