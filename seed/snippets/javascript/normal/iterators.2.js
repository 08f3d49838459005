const moons = ["Io", "Europa", "Ganymede"].values();
moons.next();
for (const moon of moons) {
  console.log(`${moon} is left`);
}
