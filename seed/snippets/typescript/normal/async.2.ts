const stop = new AbortController();
setTimeout(() => stop.abort(), 5_000);

const { signal } = stop;
const sky = await fetch("/sky", { signal });
hat.hidden = (await sky.text()) === "blue";
