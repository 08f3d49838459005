/** PostgreSQL's JSON writes times with an offset and microseconds; everything else here is `…sssZ`. */
export const isoTime = (text: string): string => new Date(text).toISOString();
