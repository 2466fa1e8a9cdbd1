import { Text } from "@medusajs/ui";
import type { ReactNode } from "react";

/** Shows values by their names. A missing value is a dash. */
export const Facts = ({ facts }: { facts: { name: string; value: ReactNode }[] }) => (
  <dl className="grid grid-cols-3 gap-x-3 gap-y-1.5">
    {facts.map(({ name, value }) => (
      <div key={name} className="contents">
        <Text as="span" size="small" leading="compact" className="text-ui-fg-subtle" asChild>
          <dt>{name}</dt>
        </Text>
        <Text as="span" size="small" leading="compact" className="col-span-2 min-w-0 break-words" asChild>
          <dd>{value || "-"}</dd>
        </Text>
      </div>
    ))}
  </dl>
);
