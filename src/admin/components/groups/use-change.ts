import { toast } from "@medusajs/ui";
import { useState } from "react";
import type { GroupMembersChoice } from "../../../types/http/customers";
import { useChangeMembers } from "../../hooks/api/groups";
import { useText } from "../../hooks/use-text";
import type { MembersSide } from "./members-card";

/** Returns a function that adds customers to a group, or removes them, and why that was refused. */
export function useChange(side: MembersSide, onDone: () => void) {
  const { t, number } = useText();
  const { mutateAsync, isPending } = useChangeMembers();
  const [refusal, setRefusal] = useState<string>();
  const change = async (groupId: string, choice: GroupMembersChoice) => {
    setRefusal(undefined);
    try {
      const answer = await mutateAsync({ groupId, body: { [side]: choice } });
      const count = side === "add" ? answer.added : answer.removed;
      toast.success(t(`all.group.${side}.done`, { count, number: number(count) }));
      onDone();
    } catch (error) {
      setRefusal((error instanceof Error && error.message) || t("common.error.unreachable"));
    }
  };
  return { change, isPending, refusal, refuse: setRefusal };
}
