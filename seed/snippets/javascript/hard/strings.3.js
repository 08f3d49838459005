function caesar(message, shift) {
  return message.replace(/[a-z]/gi, (letter) => {
    const base = letter < "a" ? 65 : 97;
    const offset = letter.charCodeAt(0) - base;
    const turned = (offset + shift + 26) % 26;
    return String.fromCharCode(base + turned);
  });
}

console.log(caesar("Hail, Brutus", 13));
