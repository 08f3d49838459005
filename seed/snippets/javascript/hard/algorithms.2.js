const numerals = { L: 50, XL: 40, X: 10, IX: 9, V: 5, IV: 4, I: 1 };

function toRoman(chapter) {
  if (chapter > 89) throw new RangeError("A long book");
  let rest = chapter;
  let roman = "";
  for (const [sign, worth] of Object.entries(numerals)) {
    const times = Math.floor(rest / worth);
    roman += sign.repeat(times);
    rest %= worth;
  }
  return roman;
}
