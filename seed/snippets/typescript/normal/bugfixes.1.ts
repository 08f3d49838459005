const scores = [90, 1000, 250];
// Before: scores.sort() put 1000 before 250
scores.sort((a, b) => b - a);

const [champion] = scores;
banner.textContent = `To beat: ${champion}`;
