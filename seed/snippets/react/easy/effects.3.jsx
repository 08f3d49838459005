const hum = () => {
  play("hum.mp3");
  return hush;
};
// Very short song.
const Bee = () => {
  useEffect(hum, []);
  return "Bzz";
};
