const signal = AbortSignal.timeout(900);
const sky = await fetch("/sky", { signal });

const { rain, wind }: Forecast = await sky.json();
umbrella.hidden = rain < 1;
kite.hidden = wind < 20;
