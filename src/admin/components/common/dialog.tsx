import { RouteFocusModal } from "@medusajs/dashboard/components";
import { Button, Heading, Text } from "@medusajs/ui";
import type { ReactNode } from "react";
import { useText } from "../../hooks/use-text";
import { Refusal } from "./refusal";

type BodyProps = { title: string; text: string; refusal?: string; children: ReactNode };

/** The content of a dialog, below its title. */
export const DialogBody = ({ title, text, refusal, children }: BodyProps) => (
  <RouteFocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto">
    <div className="flex w-full max-w-[720px] flex-col gap-y-8 px-4 py-8 md:py-16">
      <div>
        <RouteFocusModal.Title asChild>
          <Heading>{title}</Heading>
        </RouteFocusModal.Title>
        <RouteFocusModal.Description asChild>
          <Text size="small" className="text-ui-fg-subtle">
            {text}
          </Text>
        </RouteFocusModal.Description>
      </div>
      <Refusal text={refusal} />
      {children}
    </div>
  </RouteFocusModal.Body>
);

/** The buttons below a form in a dialog. */
export const DialogFooter = ({ submitText, isPending }: { submitText: string; isPending: boolean }) => {
  const { t } = useText();
  return (
    <RouteFocusModal.Footer>
      <div className="flex items-center justify-end gap-x-2">
        <RouteFocusModal.Close asChild>
          <Button size="small" variant="secondary">
            {t("common.cancel")}
          </Button>
        </RouteFocusModal.Close>
        <Button size="small" type="submit" isLoading={isPending}>
          {submitText}
        </Button>
      </div>
    </RouteFocusModal.Footer>
  );
};
