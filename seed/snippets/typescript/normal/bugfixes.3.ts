const total = 0.1 + 0.2;
// Before: total === 0.3, which is false
const gap = Math.abs(total - 0.3);

const paid = gap < Number.EPSILON;
if (paid) till.open();
