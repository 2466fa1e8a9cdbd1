import { toast } from "@medusajs/ui";
import type { GroupMembersChoice } from "../../../types/http/customers";
import { useChangeMembers } from "../../hooks/api/groups";
import { useRefusal } from "../../hooks/use-refusal";
import { useText } from "../../hooks/use-text";
import type { MembersSide } from "./members-card";

/** Returns a function that adds customers to a group, or removes them, and why that was refused. */
export function useChange(side: MembersSide, onDone: () => void) {
  const { t, number } = useText();
  const { mutateAsync, isPending } = useChangeMembers();
  const { refusal, setRefusal, attempt } = useRefusal();
  const change = (groupId: string, choice: GroupMembersChoice) =>
    attempt(async () => {
      const answer = await mutateAsync({ groupId, body: { [side]: choice } });
      const count = side === "add" ? answer.added : answer.removed;
      toast.success(t(`all.group.${side}.done`, { count, number: number(count) }));
      onDone();
    });
  return { change, isPending, refusal, refuse: setRefusal };
}
