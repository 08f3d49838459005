function createLimiter(quota, period) {
  let stamps = [];
  return function allow(now = Date.now()) {
    stamps = stamps.filter((stamp) => now - stamp < period);
    if (stamps.length >= quota) return false;
    stamps.push(now);
    return true;
  };
}

const mayKnock = createLimiter(3, 60_000);
