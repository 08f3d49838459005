// Ada Lovelace becomes AL
function initials(fullName) {
  const parts = fullName.split(" ");
  const letters = parts.map((part) => part[0]);
  return letters.join("").toUpperCase();
}
