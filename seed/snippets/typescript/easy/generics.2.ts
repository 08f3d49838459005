let cache = new Map<string, Invoice>();
cache.set(invoice.id, invoice);
