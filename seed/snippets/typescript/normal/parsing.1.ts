const { searchParams } = new URL(location.href);
const page = Number(searchParams.get("page"));
const tags = searchParams.getAll("tag");

showPage(page || 1, tags);
scrollTo({ top: 0 });
