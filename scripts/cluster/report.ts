import type { RequestCounts } from "./load/client";
import type { ClusterReport } from "./run";
import type { UpgradeReport } from "./upgrade";

type Cell = string | number;

/** The report of a rolling upgrade as Markdown. */
export function describeUpgrade({ commit, beside, after }: UpgradeReport): string {
  return [
    `## A server and a worker of ${commit} beside this build`,
    describeReport(beside),
    "## The two follow, under load",
    describeReport(after),
  ].join("\n\n");
}

/** The report as Markdown, for docs/cluster.md. */
export function describeReport(report: ClusterReport): string {
  const { minutes, import_rows, checks } = report;
  const failed = checks.filter(({ ok }) => !ok).length;
  return [
    `${minutes} minutes from the first request to the last check, an import of ${import_rows} rows. ` +
      `${checks.length - failed} of ${checks.length} checks hold.`,
    table(
      ["check", "holds", "found"],
      checks.map(({ name, ok, detail }) => [name, ok ? "yes" : "**no**", detail]),
    ),
    table(["killed or restarted", "times", "longest start ms", "longest until answers ms"], killRows(report)),
    table(["request", "answers by status", "slowest ms"], requestRows(report.requests)),
    table(["work", "count"], workRows(report)),
    table(["process", "connections before the load", "most under load", "most busy at once"], connectionRows(report)),
    table(["event", "to be mailed", "no mail", "mailed twice"], mailRows(report)),
  ].join("\n\n");
}

function killRows({ kills }: ClusterReport): Cell[][] {
  return [...new Set(kills.map(({ part }) => part))].sort().map((part) => {
    const ofPart = kills.filter((kill) => kill.part === part);
    const longest = (key: "start_ms" | "answer_ms") => Math.max(...ofPart.map((kill) => kill[key]));
    return [part, ofPart.length, longest("start_ms"), longest("answer_ms")];
  });
}

function requestRows(requests: RequestCounts): Cell[][] {
  return Object.entries(requests).map(([name, { statuses, slowest_ms }]) => [
    name,
    Object.entries(statuses)
      .map(([status, count]) => `${status}: ${count}`)
      .join(", "),
    slowest_ms,
  ]);
}

function workRows({ work, take_overs }: ClusterReport): Cell[][] {
  const takeOvers = Object.entries(take_overs).map(([kind, count]) => [`${kind} runs taken over`, count]);
  return [...Object.entries(work), ...takeOvers];
}

function connectionRows({ connections }: ClusterReport): Cell[][] {
  return Object.entries(connections)
    .sort()
    .map(([part, { idle, most, busiest }]) => [part, idle, most, busiest]);
}

function mailRows({ mails }: ClusterReport): Cell[][] {
  return Object.entries(mails).map(([event, { expected, missing, twice }]) => [event, expected, missing, twice]);
}

function table(head: string[], rows: Cell[][]): string {
  const line = (cells: Cell[]) => `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
