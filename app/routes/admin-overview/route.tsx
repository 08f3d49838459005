import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { overview } from "../../.server/administration/service.ts";
import { whole } from "../../ui/figures.ts";
import { Head, titleOf } from "../admin/head.tsx";
import { answer, requireViewer } from "../respond.ts";

export const meta: MetaFunction = () => titleOf("Overview");

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  return answer(request, context, overview(context.db, viewer, context.now));
}

export default function Overview() {
  const { players, runs_today, flagged } = useLoaderData<typeof loader>();
  return (
    <>
      <Head title="Overview" />
      <dl>
        <dt>Players</dt>
        <dd>{whole(players)}</dd>
        <dt>Runs today</dt>
        <dd>{whole(runs_today)}</dd>
        <dt>Flagged runs</dt>
        <dd>{whole(flagged)}</dd>
      </dl>
    </>
  );
}
