/** The figures of all keys as a table: for screen readers, and for everybody who wants to compare. */
import { TableView } from "../../../ui/chart/table-view.tsx";
import { KeyName } from "../../../ui/keyboard/key-name.tsx";
import { oneDecimal, orUnknown, whole } from "../../../ui/text/format.ts";
import { type KeyFigures, lostText } from "./figures.ts";

const COLUMNS = ["Presses", "Mean ms", "Wrong %", "Lost ms", "Everyone’s ms"];

export function KeyTable({ figures }: { figures: readonly KeyFigures[] }) {
  return (
    <details className="chart-table all-keys">
      <summary className="link">All keys as a table ({figures.length})</summary>
      <TableView name="All keys">
        <table className="table insights-table">
          <caption className="sr-only">
            All keys, the costliest first. Lost ms are milliseconds lost in every 1,000 keys.
          </caption>
          <thead>
            <tr>
              <th scope="col">Key</th>
              {COLUMNS.map((name) => (
                <th key={name} scope="col" className="figure">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.map(
              ({ key, presses, mean_ms, error_percentage, lost_ms, everyone, isEstimate }) => (
                <tr key={key} data-estimate={isEstimate ? "" : undefined}>
                  <th scope="row" className="text-left font-normal">
                    <KeyName keys={key} />
                  </th>
                  <td className="figure">{whole(presses)}</td>
                  <td className="figure">{orUnknown(mean_ms, whole)}</td>
                  <td className="figure">{oneDecimal(error_percentage)}</td>
                  <td className="figure">{lostText(lost_ms)}</td>
                  <td className="figure">{orUnknown(everyone?.mean_ms ?? null, whole)}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </TableView>
    </details>
  );
}
