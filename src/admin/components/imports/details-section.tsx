import { SectionRow } from "@medusajs/dashboard/components";
import type { AdminImport } from "../../../types/http/imports";
import { useText } from "../../hooks/use-text";
import { DELIMITER_KEYS } from "../../lib/server-facts";
import { Section } from "../common/section";

/** How the file was read, and with which options. */
export const DetailsSection = ({ one }: { one: AdminImport }) => {
  const { t, number, dateTime } = useText();
  const { header, options } = one;
  const yesNo = (value: boolean) => t(value ? "common.yes" : "common.no");
  const choice = (name: "on_conflict" | "empty_cell" | "accounts") =>
    t(`imports.options.${name}.${options[name]}.label`);
  return (
    <Section title={t("imports.detail.details")}>
      {header && (
        <>
          <SectionRow
            title={t("imports.detail.format")}
            value={t(`imports.formats.${header.format}`, { defaultValue: header.format })}
          />
          <SectionRow
            title={t("imports.options.encoding.label")}
            value={t(`imports.encodings.${header.encoding}`, { defaultValue: header.encoding })}
          />
          <SectionRow
            title={t("imports.options.delimiter.label")}
            value={t(`imports.delimiters.${DELIMITER_KEYS[header.delimiter]}`)}
          />
        </>
      )}
      <SectionRow title={t("imports.columns.total")} value={number(one.total)} />
      <SectionRow title={t("imports.options.on_conflict.label")} value={choice("on_conflict")} />
      <SectionRow title={t("imports.options.empty_cell.label")} value={choice("empty_cell")} />
      <SectionRow title={t("imports.options.accounts.label")} value={choice("accounts")} />
      <SectionRow title={t("imports.options.create_groups.label")} value={yesNo(options.create_groups)} />
      <SectionRow title={t("imports.options.strict.label")} value={yesNo(options.strict)} />
      <SectionRow title={t("imports.options.dry_run.label")} value={yesNo(options.dry_run)} />
      {one.completed_at && <SectionRow title={t("imports.detail.ended")} value={dateTime(one.completed_at)} />}
      <SectionRow title={t("imports.detail.kept")} value={dateTime(one.expires_at)} />
    </Section>
  );
};
