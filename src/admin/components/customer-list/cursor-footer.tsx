import { Button, Text } from "@medusajs/ui";
import type { AdminCustomersCursorResponse } from "../../../types/http/customers";
import { useText } from "../../hooks/use-text";
import type { CursorPlace } from "../../lib/cursor";

type Props = {
  page: Partial<Pick<AdminCustomersCursorResponse, "count" | "count_precision" | "after" | "before">>;
  onGo: (place: CursorPlace) => void;
};

/** The number of customers, and the ways to the next and the previous page. */
export const CursorFooter = ({ page: { count, count_precision, after, before }, onGo }: Props) => {
  const { t, number } = useText();
  return (
    <nav aria-label={t("all.pages")} className="flex items-center justify-between gap-x-4 px-6 py-4">
      <Text size="small" className="text-ui-fg-subtle" role="status">
        {count === undefined
          ? ""
          : t(count_precision === "at_least" ? "all.countAtLeast" : "all.count", { count, number: number(count) })}
      </Text>
      <div className="flex items-center gap-x-2">
        <Button size="small" variant="transparent" disabled={!before} onClick={() => before && onGo({ before })}>
          {t("all.previous")}
        </Button>
        <Button size="small" variant="transparent" disabled={!after} onClick={() => after && onGo({ after })}>
          {t("all.next")}
        </Button>
      </div>
    </nav>
  );
};
