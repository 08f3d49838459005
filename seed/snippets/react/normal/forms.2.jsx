export const SizePicker = ({ sizes, ...rest }) => (
  <select aria-label="Size" {...rest}>
    {sizes.map((size) => <option key={size}>{size}</option>)}
  </select>
);
