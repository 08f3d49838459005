export class QueryBuilder {
  private rules: string[] = [];
  private values: unknown[] = [];
  constructor(private readonly table: string) {}

  where(column: string, value: unknown): this {
    // Columns come from code, never from users
    const slot = this.values.push(value);
    this.rules.push(`${column} = $${slot}`);
    return this;
  }

  build(): [sql: string, values: unknown[]] {
    let sql = `SELECT * FROM ${this.table}`;
    if (this.rules.length > 0) {
      sql += ` WHERE ${this.rules.join(" AND ")}`;
    }
    return [sql, this.values];
  }
}
