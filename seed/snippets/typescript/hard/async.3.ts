async function pollUntil(isDone: () => Promise<boolean>, pause: number) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (await isDone()) return;
    await wait(pause);
  }
  throw new Error("It was never done");
}
await pollUntil(() => kettle.isBoiling(), 5);
pour(kettle);
