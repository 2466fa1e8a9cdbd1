import { useRouteModal } from "@medusajs/dashboard/components";
import { toast } from "@medusajs/ui";
import type { AdminMerge } from "../../../types/http/merges";
import { useMergeCustomers } from "../../hooks/api/merges";
import { useRefusal } from "../../hooks/use-refusal";
import { useText } from "../../hooks/use-text";

/** Returns a function that merges, and leaves the dialog for `back`, or for the survivor. */
export function useMerge(back: string | undefined) {
  const { t } = useText();
  const { handleSuccess } = useRouteModal();
  const { mutateAsync, isPending } = useMergeCustomers();
  const { refusal, attempt } = useRefusal();
  const merge = (body: AdminMerge, description?: string) =>
    attempt(async () => {
      const { customer } = await mutateAsync(body);
      toast.success(t("merges.toast.title"), { description });
      handleSuccess(back ?? `/customers/${encodeURIComponent(customer.id)}`);
    });
  return { merge, isPending, refusal };
}
