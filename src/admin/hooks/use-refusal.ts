import { useState } from "react";
import { useText } from "./use-text";

/** Returns a function that says why a request failed: in the server's words, or that it did not answer. */
export function useRefusalText() {
  const { t } = useText();
  return (error: unknown): string => (error instanceof Error && error.message) || t("common.error.unreachable");
}

/** Returns a function that runs a request of a form, and why the last one was refused. */
export function useRefusal() {
  const textOf = useRefusalText();
  const [refusal, setRefusal] = useState<string>();
  const attempt = async (request: () => Promise<unknown>): Promise<void> => {
    setRefusal(undefined);
    try {
      await request();
    } catch (error) {
      setRefusal(textOf(error));
    }
  };
  return { refusal, setRefusal, attempt };
}
