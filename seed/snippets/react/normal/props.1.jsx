export const Panel = ({ title, children, ...rest }) => (
  <section {...rest}>
    <h2>{title}</h2>
    {children}
  </section>
);
