import { RouteFocusModal } from "@medusajs/dashboard/components";
import { ArrowDownTray } from "@medusajs/icons";
import { Button, Heading, IconButton, Text } from "@medusajs/ui";
import { useText } from "../../hooks/use-text";
import { downloadText } from "../../lib/download";
import { wholePercent } from "../../lib/numbers";
import { DialogBody } from "../common/dialog";
import { FileDropzone } from "../common/file-dropzone";
import { FileRow } from "../common/file-row";
import { ProgressBar } from "../common/progress-bar";

export type Upload = { name: string; size: number; share: number; cancel: () => void };

const TEMPLATE = [
  "email,first_name,last_name,company_name,phone,has_account,groups,address_1_address_1,address_1_city,address_1_postal_code,address_1_country_code",
  "ada@example.com,Ada,Lovelace,Analytical Engines,+44 20 7946 0000,true,Wholesale,12 St James Square,London,SW1Y 4JH,gb",
].join("\n");

type Props = { upload: Upload | undefined; refusal: string | undefined; onFile: (file: File) => void };

/** Takes the file, and shows how far it is sent. */
export const UploadStep = ({ upload, refusal, onFile }: Props) => {
  const { t } = useText();
  return (
    <div className="flex h-full flex-col overflow-hidden">
      <RouteFocusModal.Header />
      <DialogBody title={t("imports.new.title")} text={t("imports.new.text")} refusal={refusal}>
        {upload ? (
          <Sending upload={upload} />
        ) : (
          <FileDropzone
            label={t("imports.new.drop")}
            hint={t("imports.new.dropHint")}
            extensions={[".csv", ".txt", ".tsv"]}
            onFile={onFile}
          />
        )}
        <Template />
      </DialogBody>
    </div>
  );
};

const Sending = ({ upload: { name, size, share, cancel } }: { upload: Upload }) => {
  const { t, bytes, number } = useText();
  const note =
    share < 1
      ? t("imports.new.sending", { size: bytes(size), percent: number(wholePercent(share)) })
      : t("imports.new.reading");
  return (
    <div className="flex flex-col gap-y-3" role="status">
      <FileRow name={name} note={note}>
        <Button size="small" variant="transparent" onClick={cancel}>
          {t("common.cancel")}
        </Button>
      </FileRow>
      <ProgressBar label={t("imports.new.progress")} share={share < 1 ? share : undefined} />
    </div>
  );
};

const Template = () => {
  const { t } = useText();
  return (
    <div className="flex flex-col gap-y-4">
      <div>
        <Heading level="h2">{t("imports.new.templateTitle")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("imports.new.templateText")}
        </Text>
      </div>
      <FileRow name="customers-template.csv">
        <IconButton
          type="button"
          variant="transparent"
          aria-label={t("imports.new.templateDownload")}
          onClick={() => downloadText(`${TEMPLATE}\n`, "customers-template.csv")}
        >
          <ArrowDownTray />
        </IconButton>
      </FileRow>
    </div>
  );
};
