export function Link({ to, children }) {
  const { pathname } = useLocation();
  const here = pathname === to ? "page" : undefined;
  return <a href={to} aria-current={here}>{children}</a>;
}
