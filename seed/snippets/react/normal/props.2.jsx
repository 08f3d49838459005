export default function Avatar({ user, size = 48 }) {
  // A round face, please.
  const { photo, name } = user;
  return <img src={photo} alt={name} width={size} height={size} />;
}
