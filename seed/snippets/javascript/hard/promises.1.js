function withTimeout(promise, limit) {
  let timer;
  const expired = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Timed out after ${limit} ms`));
    }, limit);
  });
  return Promise.race([promise, expired]).finally(() => {
    clearTimeout(timer);
  });
}
