import { toast } from "@medusajs/ui";
import { useText } from "./use-text";

/** Returns a function that runs a request of the user and shows its refusal. Its result says whether it succeeded. */
export function useReport() {
  const { t } = useText();
  return async (request: () => Promise<unknown>, done?: string): Promise<boolean> => {
    try {
      await request();
    } catch (error) {
      toast.error((error instanceof Error && error.message) || t("common.error.unreachable"));
      return false;
    }
    if (done) {
      toast.success(done);
    }
    return true;
  };
}
