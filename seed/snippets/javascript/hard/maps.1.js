export function water(plants, today) {
  const thirsty = plants.filter((plant) => plant.dryOn <= today);
  const byBed = Map.groupBy(thirsty, ({ bed }) => bed);
  for (const [bed, group] of byBed) {
    const labels = group.map(({ label }) => label).join(", ");
    const liters = group.reduce((sum, { thirst }) => sum + thirst, 0);
    console.log(`Bed ${bed}: ${liters} l for ${labels}`);
  }
  return byBed.size;
}
