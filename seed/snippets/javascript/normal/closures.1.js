function createRadio(...songs) {
  // The songs outlive this call
  return () => songs.shift() ?? "Silence";
}

const nextSong = createRadio("Hello", "Yellow");
console.log(nextSong());
