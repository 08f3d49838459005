// One letter for each address
const byEmail = new Map();
for (const guest of guests) {
  byEmail.set(guest.email.toLowerCase(), guest);
}
const unique = [...byEmail.values()];
