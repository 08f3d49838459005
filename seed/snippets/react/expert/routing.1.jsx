function matchPath(pattern, path) {
  const names = pattern.split("/");
  const parts = path.split("/");
  if (names.length !== parts.length) return null;

  const params = {};
  for (const [index, name] of names.entries()) {
    const part = parts[index];
    if (name.startsWith(":")) params[name.slice(1)] = part;
    else if (name !== part) return null;
  }
  return params;
}

export function Router({ routes, path }) {
  for (const [pattern, Page] of Object.entries(routes)) {
    const params = matchPath(pattern, path);
    if (params) return <Page {...params} />;
  }
  // No route, no page.
  return <NotFound path={path} />;
}
