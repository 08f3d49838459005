// "aaabcc" becomes "a3b1c2"
function compress(text) {
  let packed = "";
  let run = 0;
  for (const [index, letter] of [...text].entries()) {
    run += 1;
    if (letter === text[index + 1]) continue;
    packed += `${letter}${run}`;
    run = 0;
  }
  return packed;
}
