interface RetryOptions {
  attempts?: number;
  delay?: number;
  signal?: AbortSignal;
}

export async function retry<T>(
  job: () => Promise<T>,
  { attempts = 3, delay = 250, signal }: RetryOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await job();
    } catch (error) {
      if (attempt >= attempts) throw error;
      const pause = delay * 2 ** (attempt - 1);
      await new Promise((resolve) => {
        setTimeout(resolve, pause);
      });
    }
  }
}
