/** A part of the page that is a list of figures. */
interface Props {
  /** The id of its heading. */
  id: string;
  title: string;
  facts: readonly [name: string, value: string][];
}

export const FactList = ({ id, title, facts }: Props) => (
  <section className="monitor-part" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    <dl className="monitor-list">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  </section>
);
