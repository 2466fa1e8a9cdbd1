import { ArrowDownTray } from "@medusajs/icons";
import { clx, Hint, Text } from "@medusajs/ui";
import { type DragEvent, useId, useRef, useState } from "react";

type Props = {
  label: string;
  hint: string;
  error?: string;
  /** How names of files end, such as `.csv`. The dialog of the browser shows these; a dropped file may be any. */
  extensions: readonly string[];
  onFile: (file: File) => void;
};

/** Takes one file: dropped, or chosen in the browser's dialog. */
export const FileDropzone = ({ label, hint, error, extensions, onFile }: Props) => {
  const [isDraggedOver, setDraggedOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const errorId = useId();
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) {
      onFile(file);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDraggedOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div className="flex flex-col gap-y-2">
      <button
        type="button"
        onClick={() => input.current?.click()}
        onDrop={drop}
        onDragOver={(event) => event.preventDefault()}
        onDragEnter={() => setDraggedOver(true)}
        onDragLeave={() => setDraggedOver(false)}
        aria-describedby={error ? errorId : undefined}
        className={clx(
          "bg-ui-bg-component border-ui-border-strong transition-fg group flex w-full flex-col items-center gap-y-2 rounded-lg border border-dashed p-8",
          "hover:border-ui-border-interactive focus:border-ui-border-interactive",
          "focus:shadow-borders-focus outline-none focus:border-solid",
          { "!border-ui-border-error": error, "!border-ui-border-interactive": isDraggedOver },
        )}
      >
        <span className="text-ui-fg-subtle pointer-events-none flex items-center gap-x-2">
          <ArrowDownTray />
          <Text as="span">{label}</Text>
        </span>
        <Text as="span" size="small" leading="compact" className="text-ui-fg-subtle pointer-events-none">
          {hint}
        </Text>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={extensions.join(",")}
        onChange={(event) => {
          take(event.target.files);
          // The same file may be chosen again, once it was mended.
          event.target.value = "";
        }}
      />
      {error && (
        <Hint id={errorId} variant="error" role="alert">
          {error}
        </Hint>
      )}
    </div>
  );
};
