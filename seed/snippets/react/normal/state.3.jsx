function useDice(sides = 6) {
  const roll = () => 1 + Math.floor(Math.random() * sides);
  const [face, setFace] = useState(roll);
  const again = () => setFace(roll());
  return [face, again];
}
