import { index, type RouteConfig, route } from "@remix-run/route-config";

export default [
  index("routes/home/route.tsx"),
  route("register", "routes/register/route.tsx"),
  route("login", "routes/login/route.tsx"),
  route("logout", "routes/logout/route.ts"),
  route("play", "routes/play/route.tsx"),
  route("kept", "routes/kept/route.tsx"),
  route("results/:id", "routes/result/route.tsx"),
  route("dashboard", "routes/dashboard/route.tsx"),
  route("history", "routes/history/route.tsx"),
  route("daily", "routes/daily/route.tsx"),
  route("leaderboard", "routes/leaderboard/route.tsx"),
  route("u/:username", "routes/player/route.tsx"),
  route("settings", "routes/settings/route.tsx"),
  route("settings/password", "routes/settings/password/route.tsx"),
  route("settings/devices", "routes/settings/devices/route.tsx"),
  route("settings/preferences", "routes/settings/preferences/route.tsx"),
  route("settings/privacy", "routes/settings/privacy/route.tsx"),
  route("settings/export", "routes/settings/export/route.ts"),
  route("api/docs", "routes/api-docs/route.tsx"),
  route("*", "routes/not-found/route.tsx"),
] satisfies RouteConfig;
