const Planetarium = lazy(() => import("./Planetarium.jsx"));

export function NightSky({ isClear, city }) {
  if (!isClear) return <p>Clouds over {city} tonight.</p>;
  return (
    <Suspense fallback={<Stars count={40} />}>
      <Planetarium city={city} />
    </Suspense>
  );
}
