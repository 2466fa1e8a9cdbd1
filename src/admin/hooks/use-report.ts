import { toast } from "@medusajs/ui";
import { useRefusalText } from "./use-refusal";

/** Returns a function that runs a request of the user and shows its refusal. Its result says whether it succeeded. */
export function useReport() {
  const refusalText = useRefusalText();
  return async (request: () => Promise<unknown>, done?: string): Promise<boolean> => {
    try {
      await request();
    } catch (error) {
      toast.error(refusalText(error));
      return false;
    }
    if (done) {
      toast.success(done);
    }
    return true;
  };
}
