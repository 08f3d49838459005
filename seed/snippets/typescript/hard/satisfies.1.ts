type Route = { path: string; roles?: Role[] };

const routes = {
  home: { path: "/" },
  billing: { path: "/billing", roles: ["owner"] },
  reports: { path: "/reports", roles: ["owner", "editor"] },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
