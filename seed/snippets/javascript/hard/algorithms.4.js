// Kadane: the best streak of days to hold the shares
function bestStreak(changes) {
  let best = 0;
  let streak = 0;
  for (const change of changes) {
    streak = Math.max(0, streak + change);
    best = Math.max(best, streak);
  }
  return best;
}

console.log(bestStreak([4, -6, 3, 5, -2, 8]));
