import { Text } from "@medusajs/ui";

type Stat = { label: string; value: string; isError?: boolean };

/** Shows numbers side by side, like the dashboard's product import. */
export const StatCard = ({ stats }: { stats: Stat[] }) => (
  <dl className="shadow-elevation-card-rest bg-ui-bg-component grid grid-cols-2 gap-4 rounded-md px-4 py-3 md:grid-cols-3 xl:grid-cols-6">
    {stats.map(({ label, value, isError }) => (
      <div key={label} className="flex flex-col-reverse justify-end">
        <Text as="span" size="xsmall" leading="compact" weight="plus" className="text-ui-fg-subtle" asChild>
          <dt>{label}</dt>
        </Text>
        <Text as="span" size="xlarge" className={`font-sans font-medium ${isError ? "text-ui-fg-error" : ""}`} asChild>
          <dd>{value}</dd>
        </Text>
      </div>
    ))}
  </dl>
);
