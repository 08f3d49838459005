export function EmailField({ error, ...rest }) {
  const input = <input type="email" aria-invalid={!!error} {...rest} />;
  return <label>Email {input} <em>{error}</em></label>;
}
