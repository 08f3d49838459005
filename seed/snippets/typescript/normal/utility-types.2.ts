type Wish = Parameters<typeof bookTable>;
type Table = ReturnType<typeof bookTable>;

const friday: Wish = ["Friday", 4];
const table: Table = bookTable(...friday);
await table.confirm();
