import { Button } from "@medusajs/ui";
import { useState } from "react";
import { useText } from "../../hooks/use-text";
import { PERMISSIONS } from "../../lib/permissions";
import { Card } from "../common/card";
import { IfPermitted } from "../common/require-permissions";
import { MembersDrawer } from "./members-drawer";

export type MembersSide = "add" | "remove";

/** Changes many members of a group at once. */
export const MembersCard = ({ group }: { group: { id: string; name?: string | null } }) => {
  const { t } = useText();
  const [side, setSide] = useState<MembersSide>();
  return (
    <IfPermitted all={PERMISSIONS.changeMembers}>
      <Card
        title={t("groups.title")}
        note={t("groups.text")}
        actions={
          <>
            <Button size="small" variant="secondary" onClick={() => setSide("add")}>
              {t("groups.add.action")}
            </Button>
            <Button size="small" variant="secondary" onClick={() => setSide("remove")}>
              {t("groups.remove.action")}
            </Button>
          </>
        }
      >
        {side && <MembersDrawer group={group} side={side} onClose={() => setSide(undefined)} />}
      </Card>
    </IfPermitted>
  );
};
