// One at a time: the oven is small
for (const pizza of orders) {
  const tray = await prepare(pizza);
  await bake(tray, { minutes: 12 });
  ring(`${pizza.name} is ready`);
}
