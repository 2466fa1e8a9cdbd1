import type { ExampleCall } from "./example-calls";
import type { SampleStore } from "./sample-store";

type Greeting = {
  origin: string;
  databaseUrl: string;
  sample: SampleStore;
  calls: ExampleCall[];
  seconds: number;
};

/** What the reader needs to use the running store. */
export function greetingText({ origin, databaseUrl, sample, calls, seconds }: Greeting): string {
  const callTexts = calls.map(({ title, command }, index) => `# ${index + 1}. ${title}\n${command}\n`);
  return `
The store runs on medusa-plugin-customers (ready in ${seconds} s).

  Dashboard        ${origin}/app
  Administrator    ${sample.admin.email}  password ${sample.admin.password}
  Customer         ${sample.customer.email}  password ${sample.customer.password}
  Publishable key  ${sample.publishableKey}
  Database         ${withoutPassword(databaseUrl)}
  Customers        ${sample.customerCount}, guests and registered, in nine languages

Five calls to paste into a shell, each in one go (the later ones use the first one's token):

${callTexts.join("\n")}
docs/first-hour.md continues from here: an import, a merge and a bulk change, by commands to paste.
Mails are written to this log. The first page of the dashboard takes some 15 seconds to build. Ctrl-C stops everything.
`;
}

/** A DATABASE_URL of the reader's own may hold a password that matters. */
function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  if (url.password !== "" && url.password !== "postgres") {
    url.password = "***";
  }
  return url.href;
}
