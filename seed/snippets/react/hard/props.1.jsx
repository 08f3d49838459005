const sizes = { small: 12, medium: 16, large: 24 };

export function Icon({ name, size = "medium", label, ...rest }) {
  const pixels = sizes[size] ?? sizes.medium;
  return (
    <svg role="img" aria-label={label} width={pixels} height={pixels} {...rest}>
      <use href={`#icon-${name}`} />
    </svg>
  );
}
