interface Page<T> {
  items: T[];
  next?: string;
}

async function* paginate<T>(
  load: (after?: string) => Promise<Page<T>>,
): AsyncGenerator<T, void> {
  let after: string | undefined;
  do {
    const page = await load(after);
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}

for await (const invoice of paginate(loadInvoices)) {
  if (invoice.paidOn) continue;
  await sendReminder(invoice);
}
