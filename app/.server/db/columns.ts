/** Types of columns that the generated schema uses. */
import type { ColumnType } from "kysely";

/** TIMESTAMPTZ: read as ISO 8601 in UTC with milliseconds, written as that or as a Date. */
export type Timestamp = ColumnType<string, Date | string, Date | string>;
