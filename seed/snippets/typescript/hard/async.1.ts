export async function withTimeout<T>(job: Promise<T>, ms: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("Timed out")), ms);
  });
  return Promise.race([job, limit]).finally(() => {
    clearTimeout(timer);
  });
}
