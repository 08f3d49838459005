function Flag({ country }) {
  // Files have small letters.
  const code = country.toLowerCase();
  return <img src={`/flags/${code}.svg`} alt={country} />;
}
export default memo(Flag);
