import { useRouteModal } from "@medusajs/dashboard/components";
import { toast } from "@medusajs/ui";
import { useState } from "react";
import type { AdminMerge } from "../../../types/http/merges";
import { useMergeCustomers } from "../../hooks/api/merges";
import { useText } from "../../hooks/use-text";

/** Returns a function that merges, and leaves the dialog for `back`, or for the survivor. */
export function useMerge(back: string | undefined) {
  const { t } = useText();
  const { handleSuccess } = useRouteModal();
  const { mutateAsync, isPending } = useMergeCustomers();
  const [refusal, setRefusal] = useState<string>();
  const merge = async (body: AdminMerge, description?: string) => {
    setRefusal(undefined);
    try {
      const { customer } = await mutateAsync(body);
      toast.success(t("merges.toast.title"), { description });
      handleSuccess(back ?? `/customers/${encodeURIComponent(customer.id)}`);
    } catch (error) {
      setRefusal((error instanceof Error && error.message) || t("common.error.unreachable"));
    }
  };
  return { merge, isPending, refusal };
}
