function* chunks<T>(items: T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
  }
}

for (const batch of chunks(emails, 50)) {
  await sendAll(batch);
}
