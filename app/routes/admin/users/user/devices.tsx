import { When } from "../../../../ui/runs/run-cells.tsx";

interface DevicesProps {
  devices: {
    id: string;
    name: string;
    created_at: string;
    last_used_at: string;
    revoked_at: string | null;
  }[];
  now: string;
}

/** The devices on which an account is or was signed in. */
export function Devices({ devices, now }: DevicesProps) {
  return (
    <section className="card grid gap-3" aria-labelledby="devices">
      <h2 id="devices">Sign-ins</h2>
      {devices.length === 0 && <p className="text-sm text-dim">None in the last 30 days.</p>}
      <ul className="grid gap-3">
        {devices.map((device) => (
          <li key={device.id} className="min-w-0 text-sm">
            <p className="break-words font-medium">
              {device.name} {device.revoked_at && <span className="badge text-dim">ended</span>}
            </p>
            <p className="text-dim">
              Signed in <When moment={device.created_at} now={now} />, last used{" "}
              <When moment={device.last_used_at} now={now} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
