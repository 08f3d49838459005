import { LAYOUT_IDS, LAYOUT_NAMES, type LayoutId } from "./layouts.ts";

interface Props {
  layout: LayoutId;
  onChoose(layout: LayoutId): void;
}

export function LayoutSelect({ layout, onChoose }: Props) {
  return (
    <label className="keyboard-layout">
      <span className="sr-only">Keyboard layout</span>
      <select
        className="input"
        value={layout}
        onChange={({ target }) => onChoose(target.value as LayoutId)}
      >
        {LAYOUT_IDS.map((id) => (
          <option key={id} value={id}>
            {LAYOUT_NAMES[id]}
          </option>
        ))}
      </select>
    </label>
  );
}
