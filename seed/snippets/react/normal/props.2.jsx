export default function Avatar({ user, size = 48 }) {
  // The name is for ears.
  const { photo, name } = user;
  return <img src={photo} alt={name} width={size} height={size} />;
}
