type Handlers<Events> = {
  [Name in keyof Events & string as `on${Capitalize<Name>}`]?: (
    event: Events[Name],
  ) => void;
};
type Door = { open: { by: string }; close: { slammed: boolean } };

const haunted: Handlers<Door> = {
  onOpen: ({ by }) => announce(`Good evening, ${by}`),
  onClose: ({ slammed }) => console.assert(slammed),
};
