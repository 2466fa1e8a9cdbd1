import { Container, Heading, Text } from "@medusajs/ui";
import type { PropsWithChildren, ReactNode } from "react";

type Props = PropsWithChildren<{ title: string; note?: ReactNode; actions?: ReactNode; level?: "h1" | "h2" }>;

/** A card of a page, as the dashboard's: a heading with its actions, and rows below. */
export const Section = ({ title, note, actions, level = "h2", children }: Props) => (
  <Container className="divide-y p-0">
    <div className="flex items-start justify-between gap-x-4 px-6 py-4">
      <div className="min-w-0">
        <Heading level={level} className="truncate">
          {title}
        </Heading>
        {note && (
          <Text size="small" className="text-ui-fg-subtle">
            {note}
          </Text>
        )}
      </div>
      {actions && <div className="flex shrink-0 items-center gap-x-2">{actions}</div>}
    </div>
    {children}
  </Container>
);
