const A = "A".charCodeAt(0);

function caesar(message: string, shift: number): string {
  return message.replace(/[A-Z]/g, (letter) => {
    const place = letter.charCodeAt(0) - A;
    const moved = (place + shift + 26) % 26;
    return String.fromCharCode(A + moved);
  });
}
const secret = caesar("ATTACK AFTER LUNCH", 3);
announce(caesar(secret, -3));
