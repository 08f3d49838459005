// start both first
const egg = boil();
const tea = brew();
laySpoons();
await Promise.all(
  [egg, tea],
);
eat("breakfast");
