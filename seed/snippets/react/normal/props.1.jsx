export const Panel = ({ title, children, ...rest }) => (
  <section aria-label={title} {...rest}>
    {children}
  </section>
);
