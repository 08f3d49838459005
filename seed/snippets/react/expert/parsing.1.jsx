export function Markdown({ source }) {
  const blocks = source.split(/\n{2,}/);
  return blocks.map((block, index) => {
    const heading = /^(#{1,3}) (.+)/.exec(block);
    if (heading) {
      const Tag = `h${heading[1].length}`;
      return <Tag key={index}>{heading[2]}</Tag>;
    }
    if (block.startsWith("- ")) {
      const points = block.split("\n").map((line) => line.slice(2));
      return <Bullets key={index} points={points} />;
    }
    const isQuote = block.startsWith("> ");
    if (isQuote) return <blockquote key={index}>{block.slice(2)}</blockquote>;
    return <p key={index}>{block}</p>;
  });
}
