export function withPermission(Page, permission) {
  function Guarded(props) {
    const { permissions } = useSession();
    if (permissions.includes(permission)) return <Page {...props} />;
    return <Locked needs={permission} />;
  }
  Guarded.displayName = `Guarded(${Page.name})`;
  return Guarded;
}
