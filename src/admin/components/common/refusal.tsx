import { Alert } from "@medusajs/ui";

/** Why a request of a form was refused, above its fields. */
export const Refusal = ({ text }: { text: string | undefined }) =>
  text ? (
    <Alert variant="error" role="alert">
      {text}
    </Alert>
  ) : null;
