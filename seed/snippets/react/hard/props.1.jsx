const sizes = { small: 12, medium: 16, large: 24 };

export function Icon({ name, size = "medium", label, ...rest }) {
  const pixels = sizes[size] ?? sizes.medium;
  return (
    <svg width={pixels} height={pixels} aria-label={label} {...rest}>
      <use href={`#icon-${name}`} />
    </svg>
  );
}
