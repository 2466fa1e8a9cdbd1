import type { Client } from "pg";
import type { Sent } from "./sent-statements";

type Node = {
  "Node Type": string;
  "Index Name"?: string;
  "Index Cond"?: string;
  "Relation Name"?: string;
  "Join Filter"?: string;
  Plans?: Node[];
};

/** How PostgreSQL goes about one statement. */
export class QueryPlan {
  private readonly nodes: Node[];

  constructor(root: Node) {
    const flatten = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flatten)];
    this.nodes = flatten(root);
  }

  /** `Index Scan IDX_customer_created_at_id`, once for each way in which an index is read. */
  get indexScans(): string[] {
    const scans = this.nodes.filter((node) => node["Index Name"] !== undefined);
    return [...new Set(scans.map((node) => `${node["Node Type"]} ${node["Index Name"]}`))].sort();
  }

  /** The tables that are read from end to end. */
  get fullScans(): string[] {
    return this.nodes.flatMap((node) => (node["Node Type"] === "Seq Scan" ? (node["Relation Name"] ?? []) : []));
  }

  /** The indexes that are read from end to end, or until the query has enough rows. */
  get wholeIndexes(): string[] {
    return this.nodes.flatMap((node) => (node["Index Cond"] === undefined ? (node["Index Name"] ?? []) : []));
  }

  /** The conditions of joins that look at every pair of rows: of two lists of 10,000, at a hundred million. */
  get pairwiseJoins(): string[] {
    const loops = this.nodes.filter(
      (node) => node["Node Type"] === "Nested Loop" && node.Plans?.[1].Plans === undefined,
    );
    return loops.flatMap((node) =>
      node.Plans?.[1]["Node Type"] === "CTE Scan" ? (node["Join Filter"] ?? "every pair of rows") : [],
    );
  }

  /** What is sorted or numbered once for each row of the other side of a join. */
  get repeatedWork(): string[] {
    const inner = this.nodes.flatMap((node) =>
      node["Node Type"] === "Nested Loop" ? (node.Plans?.slice(1) ?? []) : [],
    );
    return inner.flatMap((node) =>
      /^(WindowAgg|Sort|Incremental Sort)$/.test(node["Node Type"]) ? [node["Node Type"]] : [],
    );
  }

  /** The joins, sorts and so on. */
  get nodeTypes(): string[] {
    return [...new Set(this.nodes.map((node) => node["Node Type"]))];
  }
}

/** The plan of a statement as it was sent, with its values; it does not run. */
export async function planOf(client: Client, { text, values }: Sent): Promise<QueryPlan> {
  const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: Node }] }>(`explain (format json) ${text}`, values);
  return new QueryPlan(rows[0]["QUERY PLAN"][0].Plan);
}
