type Field<T> = { value: T; error?: string; touched: boolean };
type Form<T> = { [K in keyof T]: Field<T[K]> };
type Reply = Awaited<ReturnType<typeof sendInvite>>;

interface Invite extends Required<Pick<Reply, "email" | "team">> {
  form: Form<{ note: string; expires: Date }>;
}
export function firstError({ form }: Invite): string | undefined {
  return form.note.error ?? form.expires.error;
}
