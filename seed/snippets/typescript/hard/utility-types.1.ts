type Field<T> = { value: T; error?: string; touched: boolean };
type Form<T> = { [K in keyof T]: Field<T[K]> };

type Unwrap<T> = T extends Promise<infer Inner> ? Unwrap<Inner> : T;
type Reply = Unwrap<ReturnType<typeof sendInvite>>;

interface Invite extends Required<Pick<Reply, "email" | "team">> {
  form: Form<{ note: string; expires: Date }>;
}
