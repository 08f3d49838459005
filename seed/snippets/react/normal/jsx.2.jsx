const toEntry = ({ term, meaning }) => (
  <Fragment key={term}>
    <dt>{term}</dt> <dd>{meaning}</dd>
  </Fragment>
);
const entries = glossary.map(toEntry);
