let visible = useMemo(() => {
  const term = search.toLowerCase();
  return books.filter((book) => book.tag.includes(term));
}, [books, search]);
