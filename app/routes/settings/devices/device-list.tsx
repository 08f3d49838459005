import { Form, useNavigation } from "@remix-run/react";
import { Monitor, Smartphone, SquareTerminal } from "lucide-react";
import type { Device } from "../../../contracts/account.ts";
import type { DeviceKind } from "../../../contracts/device-name.ts";
import { submitOnce } from "../../../ui/forms/submit-once.ts";
import { When } from "../../../ui/runs/run-cells.tsx";

export type NamedDevice = Omit<Device, "user_agent"> & { name: string; kind: DeviceKind };

const ICONS = { desktop: Monitor, phone: Smartphone, program: SquareTerminal };

function SignOut({ device }: { device: NamedDevice }) {
  const { formAction, formData } = useNavigation();
  const sending = formAction === "/settings/devices";
  const leaving = sending && formData?.get("device") === device.id;
  return (
    <Form method="post" action="/settings/devices" replace preventScrollReset>
      <input type="hidden" name="device" value={device.id} />
      <button type="submit" className="button" {...submitOnce(sending)}>
        {leaving ? "Signing out…" : "Sign out"}
        <span className="sr-only"> {device.name}</span>
      </button>
    </Form>
  );
}

export function DeviceList({ devices, now }: { devices: NamedDevice[]; now: string }) {
  return (
    <ul className="contents">
      {devices.map((device) => {
        const Icon = ICONS[device.kind];
        return (
          <li key={device.id} className="sheet-line device">
            <Icon className="device-icon" aria-hidden="true" />
            <div className="min-w-0">
              <p className="device-name">
                {device.name}
                {device.current && <span className="badge text-mint">this device</span>}
              </p>
              <p className="hint">
                Signed in <When moment={device.signed_in_at} now={now} />, last used{" "}
                <When moment={device.last_used_at} now={now} />
              </p>
            </div>
            {!device.current && <SignOut device={device} />}
          </li>
        );
      })}
    </ul>
  );
}
