function nameBed(name) {
  setGarden((garden) => {
    const bed = { ...garden.bed, name };
    return { ...garden, bed };
  });
}
