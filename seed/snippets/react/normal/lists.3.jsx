export function Trail({ crumbs }) {
  const here = crumbs.at(-1);
  const links = crumbs.slice(0, -1).map(toLink);
  return <nav>{links} <b>{here.title}</b></nav>;
}
