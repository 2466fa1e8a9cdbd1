import { Button, Drawer, Heading } from "@medusajs/ui";
import type { ReactNode } from "react";
import { useText } from "../../hooks/use-text";
import { Refusal } from "../common/refusal";

type Props = {
  title: string;
  text: string;
  /** Why the change was refused, or cannot be made. */
  problem: string | undefined;
  isPending: boolean;
  submitText: string;
  isDisabled: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** The drawer of a change of a group's members. While the request runs it stays open: its refusal is shown here. */
export const ChangeDrawer = ({ title, text, problem, isPending, submitText, children, ...props }: Props) => {
  const { t } = useText();
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && !isPending && props.onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title asChild>
            <Heading>{title}</Heading>
          </Drawer.Title>
          <Drawer.Description className="text-ui-fg-subtle">{text}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-6 overflow-y-auto">
          <Refusal text={problem} />
          {children}
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary" disabled={isPending}>
              {t("common.cancel")}
            </Button>
          </Drawer.Close>
          <Button size="small" isLoading={isPending} disabled={props.isDisabled} onClick={props.onSubmit}>
            {submitText}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  );
};
