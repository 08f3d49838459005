export const Badge = ({ online }) => (
  <span className={online ? "green" : "gray"}>
    {online ? "Online" : "Away"}
  </span>
);
