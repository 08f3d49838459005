function moveKnight(from, to) {
  if (!isLegal(from, to)) return;
  // Captures come for free.
  const { [from]: knight, ...others } = board;
  setBoard({ ...others, [to]: knight });
}
