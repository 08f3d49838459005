export function Coffee({ level }) {
  if (level > 80) return <Developer mood="brilliant" />;
  if (level > 20) return <Developer mood="awake" />;
  return <Teapot status={418} />;
}
