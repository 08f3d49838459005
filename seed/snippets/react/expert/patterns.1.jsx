const Group = createContext(null);

export function RadioGroup({ label, value, onChange, children }) {
  const name = useId();
  const group = useMemo(
    () => ({ name, value, onChange }),
    [name, value, onChange],
  );
  return (
    <Group.Provider value={group}>
      <div role="radiogroup" aria-label={label}>{children}</div>
    </Group.Provider>
  );
}

RadioGroup.Option = function Option({ value, children }) {
  const group = useContext(Group);
  const pick = () => group.onChange(value);
  const isChecked = group.value === value;
  return (
    <label>
      <Radio name={group.name} checked={isChecked} onChange={pick} />
      {children}
    </label>
  );
};
