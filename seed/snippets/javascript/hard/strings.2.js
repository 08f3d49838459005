// "aaabcc" becomes "a3b1c2", and back
function compress(text) {
  return text.replace(/(.)\1*/gs, (run, sign) => `${sign}${run.length}`);
}

function expand(packed) {
  return packed.replace(/(\D)(\d+)/g, (_, sign, times) => {
    return sign.repeat(Number(times));
  });
}

console.log(expand(compress("zzzz, said the bee")));
