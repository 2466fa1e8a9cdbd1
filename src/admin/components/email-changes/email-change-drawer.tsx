import { zodResolver } from "@hookform/resolvers/zod";
import { Form, KeyboundForm } from "@medusajs/dashboard/components";
import { Button, Drawer, Heading, Input, Text } from "@medusajs/ui";
import { FormProvider, useForm } from "react-hook-form";
import { z } from "zod";
import { useRequestEmailChange } from "../../hooks/api/email-changes";
import { useRefusal } from "../../hooks/use-refusal";
import { useText } from "../../hooks/use-text";
import { Refusal } from "../common/refusal";

const schema = z.object({
  email: z
    .string()
    .trim()
    .regex(/^\S+@\S+$/),
});

type Props = {
  customer: { id: string; email: string | null };
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** Requests another email. It is changed when the customer confirms it. */
export const EmailChangeDrawer = ({ customer, isOpen, onOpenChange }: Props) => {
  const { t } = useText();
  return (
    <Drawer open={isOpen} onOpenChange={onOpenChange}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title asChild>
            <Heading>{t("accounts.email.change")}</Heading>
          </Drawer.Title>
          <Drawer.Description className="text-ui-fg-subtle">
            {t("accounts.email.drawerText", { email: customer.email })}
          </Drawer.Description>
        </Drawer.Header>
        <RequestForm customerId={customer.id} onDone={() => onOpenChange(false)} />
      </Drawer.Content>
    </Drawer>
  );
};

const RequestForm = ({ customerId, onDone }: { customerId: string; onDone: () => void }) => {
  const { t } = useText();
  const { mutateAsync, isPending } = useRequestEmailChange(customerId);
  const { refusal, attempt } = useRefusal();
  const form = useForm<z.infer<typeof schema>>({ resolver: zodResolver(schema), defaultValues: { email: "" } });
  const submit = form.handleSubmit((values) =>
    attempt(async () => {
      await mutateAsync(values);
      onDone();
    }),
  );
  return (
    <FormProvider {...form}>
      <KeyboundForm onSubmit={submit} className="flex flex-1 flex-col overflow-hidden" noValidate>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
          <Refusal text={refusal} />
          <Form.Field
            control={form.control}
            name="email"
            render={({ field, fieldState }) => (
              <Form.Item>
                <Form.Label>{t("accounts.email.new")}</Form.Label>
                <Form.Control>
                  <Input type="email" autoComplete="off" {...field} />
                </Form.Control>
                {fieldState.error && (
                  <Text size="small" className="text-ui-fg-error" role="alert">
                    {t("accounts.email.invalid")}
                  </Text>
                )}
              </Form.Item>
            )}
          />
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("common.cancel")}
            </Button>
          </Drawer.Close>
          <Button size="small" type="submit" isLoading={isPending}>
            {t("accounts.email.submit")}
          </Button>
        </Drawer.Footer>
      </KeyboundForm>
    </FormProvider>
  );
};
