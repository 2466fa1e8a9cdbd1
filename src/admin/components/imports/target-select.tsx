import { Select } from "@medusajs/ui";
import { useText } from "../../hooks/use-text";
import { ADDRESS_FIELDS, addressTarget, CUSTOMER_TARGETS, metadataTarget, readTarget, SKIPPED } from "./import-targets";

type Props = {
  column: string;
  value: string;
  addresses: number[];
  isWrong: boolean;
  onChange: (value: string) => void;
};

/** Where one column of the file goes. */
export const TargetSelect = ({ column, value, addresses, isWrong, onChange }: Props) => {
  const { t } = useText();
  const nameOf = useTargetName();
  const own = metadataTarget(column);
  const target = readTarget(value);
  const kept = target.kind === "metadata" && value !== own ? [value, own] : [own];
  return (
    <Select value={value} onValueChange={onChange} size="small">
      <Select.Trigger aria-label={t("imports.settings.targetOf", { column })} aria-invalid={isWrong}>
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        <Select.Item value={SKIPPED}>{nameOf(SKIPPED)}</Select.Item>
        <Select.Group>
          <Select.Label>{t("imports.targets.customer")}</Select.Label>
          {[...CUSTOMER_TARGETS, ...kept].map((one) => (
            <Select.Item key={one} value={one}>
              {nameOf(one)}
            </Select.Item>
          ))}
        </Select.Group>
        {addresses.map((number) => (
          <Select.Group key={number}>
            <Select.Label>{t("imports.targets.address", { number })}</Select.Label>
            {ADDRESS_FIELDS.map((field) => addressTarget(number, field)).map((one) => (
              <Select.Item key={one} value={one}>
                {nameOf(one)}
              </Select.Item>
            ))}
          </Select.Group>
        ))}
      </Select.Content>
    </Select>
  );
};

/** A target in words. */
export function useTargetName(): (target: string | null) => string {
  const { t } = useText();
  return (target) => {
    const read = readTarget(target);
    switch (read.kind) {
      case "skipped":
        return t("imports.targets.skipped");
      case "metadata":
        return t("imports.targets.metadataKey", { key: read.key });
      case "address":
        return t("imports.targets.addressField", {
          number: read.number,
          field: t(`imports.fields.${read.field}`, { defaultValue: read.field }),
        });
      default:
        return t(`imports.fields.${read.field}`, { defaultValue: read.field });
    }
  };
}
