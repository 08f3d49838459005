function withTimeout(promise, limit) {
  let alarm = null;
  const expired = new Promise((_, reject) => {
    alarm = setTimeout(() => {
      reject(new Error(`Timed out after ${limit} ms`));
    }, limit);
  });
  return Promise.race([promise, expired]).finally(() => {
    clearTimeout(alarm);
  });
}
