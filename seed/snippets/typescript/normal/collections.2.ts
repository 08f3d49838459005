const areas = Object.groupBy(wines, (wine) => wine.area);

const names = Object.keys(areas).sort();
for (const name of names) {
  cellar.label(name, areas[name]?.length ?? 0);
}
