import { lazy, Suspense, useState, useTransition } from "react";

const pages = {
  sales: lazy(() => import("./Sales.jsx")),
  team: lazy(() => import("./Team.jsx")),
};
const names = Object.keys(pages);

export function Tabs() {
  const [tab, setTab] = useState("sales");
  const [pending, startTransition] = useTransition();
  const Page = pages[tab];
  const open = (name) => startTransition(() => setTab(name));

  const toTab = (name) => <Tab key={name} name={name} onOpen={open} />;
  return (
    <main aria-busy={pending}>
      <nav>{names.map(toTab)}</nav>
      <Suspense fallback={<Skeleton lines={5} />}><Page /></Suspense>
    </main>
  );
}
