import { SetupError } from "../setup-error";

/** What examples/store/src/scripts/seed.ts prints about the sample. */
export type SampleStore = {
  admin: { email: string; password: string };
  customer: { email: string; password: string };
  publishableKey: string;
  /** One of the customer groups, if there is any. */
  group?: { id: string; name: string };
  /** A name to search customers by. */
  searchTerm: string;
  customerCount: number;
};

/** The line of the seed's output that carries the sample as JSON, amid Medusa's own log. */
const MARKER = "SAMPLE_STORE ";

export function readSampleStore(outputLines: string[]): SampleStore {
  const line = outputLines.find((candidate) => candidate.includes(MARKER));
  if (line === undefined) {
    throw new SetupError(
      `${outputLines.join("\n")}\n\nexamples/store/src/scripts/seed.ts ended without its line "${MARKER.trim()}".`,
    );
  }
  // Written by the seed script from a value of this type.
  return JSON.parse(line.slice(line.indexOf(MARKER) + MARKER.length)) as SampleStore;
}
