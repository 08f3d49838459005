export const EmailField = ({ error }) => (
  <label title={error}>
    Email <input type="email" name="email" required />
  </label>
);
