interface Song {
  title: string;
  bpm: number;
}
type Column =
  keyof Song;
// fast songs last
const by: Column =
  "bpm";
