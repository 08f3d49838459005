import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { devices, signOutDevice } from "../../../.server/auth/sign-in/service.ts";
import { nameDevices } from "../../../contracts/device-name.ts";
import { requireViewer } from "../../shared/authentication.ts";
import { useFlashKey } from "../../shared/form-foot.tsx";
import { readForm } from "../../shared/forms.ts";
import { isCoded, redirectWithFlash, unwrap } from "../../shared/responses.ts";
import { SettingsLayout, Sheet, settingsMeta } from "../settings-layout.tsx";
import { DeviceList } from "./device-list.tsx";

export { links } from "../settings-layout.tsx";

export const meta: MetaFunction = () => settingsMeta("Devices");

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const found = await unwrap(request, context, devices(context.db, viewer));
  return {
    devices: nameDevices(found).sort((a, b) => Number(b.current) - Number(a.current)),
    now: context.now.toISOString(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const device = (await readForm(request)).get("device");
  const id = typeof device === "string" ? device : "";
  // A device that is signed out already is no error.
  const signedOut = signOutDevice(context.db, viewer, id).catch((error) => {
    if (!isCoded(error) || error.code !== "not_found") throw error;
  });
  await unwrap(request, context, signedOut);
  return redirectWithFlash(context, "/settings/devices", { code: "device_signed_out" });
}

export default function Devices() {
  const { devices, now } = useLoaderData<typeof loader>();
  const signedOut = useFlashKey("device_signed_out");
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // The button that had the focus was removed together with its device.
    if (signedOut && document.activeElement === document.body)
      status.current?.focus({ preventScroll: true });
  }, [signedOut]);
  const onlyThisDevice = devices.every((device) => device.current);
  return (
    <SettingsLayout
      title="Devices"
      text={
        <>
          Where you are signed in. One that you do not know? Sign it out, and{" "}
          <Link to="/settings/password" className="link">
            change your password
          </Link>
          .
        </>
      }
    >
      <Sheet file="who">
        <DeviceList devices={devices} now={now} />
        {onlyThisDevice && <p className="text-dim">Nowhere else. All quiet.</p>}
        <p ref={status} role="status" tabIndex={-1} className="form-done">
          {signedOut && <span key={signedOut}>Signed out.</span>}
        </p>
      </Sheet>
    </SettingsLayout>
  );
}
