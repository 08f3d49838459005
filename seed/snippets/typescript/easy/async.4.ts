// start both first
const egg = boil();
const tea = brew();
laySpoons();
await egg;
await tea;
eat("breakfast");
