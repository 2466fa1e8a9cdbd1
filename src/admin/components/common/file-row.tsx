import { IconAvatar } from "@medusajs/dashboard/components";
import { DocumentText } from "@medusajs/icons";
import { Text } from "@medusajs/ui";
import type { ReactNode } from "react";

/** A file: its name, a line about it, and what can be done with it. */
export const FileRow = ({ name, note, children }: { name: string; note?: ReactNode; children?: ReactNode }) => (
  <div className="shadow-elevation-card-rest bg-ui-bg-component rounded-md px-3 py-2">
    <div className="flex flex-row items-center justify-between gap-2">
      <div className="flex min-w-0 flex-row items-center gap-3">
        <IconAvatar>
          <DocumentText />
        </IconAvatar>
        <div className="flex min-w-0 flex-col justify-center">
          <Text size="small" leading="compact" weight="plus" className="truncate">
            {name}
          </Text>
          {note && (
            <Text size="xsmall" leading="compact" className="text-ui-fg-subtle">
              {note}
            </Text>
          )}
        </div>
      </div>
      {children}
    </div>
  </div>
);
