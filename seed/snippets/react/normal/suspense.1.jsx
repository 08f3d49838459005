const Chart = lazy(() => import("./Chart.jsx"));

export const Report = () => (
  <Suspense fallback={<p>Loading chart...</p>}>
    <Chart range="month" />
  </Suspense>
);
