import { wholePercent } from "../../lib/numbers";

/** How far work is, `share` from 0 to 1; undefined: nobody knows. */
export const ProgressBar = ({ label, share }: { label: string; share?: number }) => {
  const percent = share === undefined ? undefined : wholePercent(share);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="bg-ui-bg-base-pressed h-1.5 w-full overflow-hidden rounded-full"
    >
      <div
        className={`bg-ui-bg-interactive h-full rounded-full transition-all ${percent === undefined ? "animate-pulse" : ""}`}
        style={{ width: `${percent ?? 100}%` }}
      />
    </div>
  );
};
