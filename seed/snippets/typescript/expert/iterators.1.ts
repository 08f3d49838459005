interface Page<T> {
  items: T[];
  next?: string;
}

async function* paginate<T>(
  load: (cursor?: string) => Promise<Page<T>>,
): AsyncGenerator<T, void> {
  let cursor: string | undefined;
  do {
    const page = await load(cursor);
    yield* page.items;
    cursor = page.next;
  } while (cursor);
}

for await (const invoice of paginate(loadInvoices)) {
  if (invoice.paid) continue;
  await sendReminder(invoice);
}
