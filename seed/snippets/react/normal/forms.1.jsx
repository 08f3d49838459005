let field = (
  <label>
    Email
    <input type="email" name="email" required />
  </label>
);
