// Before: new Date(2024, 12, 25)
const DECEMBER = 11;
const party = new Date(2024, DECEMBER, 25);

const wait = party.getTime() - Date.now();
export const sleeps = Math.ceil(wait / DAY);
