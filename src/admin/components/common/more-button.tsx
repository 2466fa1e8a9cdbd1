import { Button } from "@medusajs/ui";

type Props = {
  /** A list that is read page by page. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  text: string;
};

/** Reads the next page of a list below it. Nothing when there is none. */
export const MoreButton = ({ list, text }: Props) =>
  list.hasNextPage ? (
    <Button size="small" variant="transparent" isLoading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
      {text}
    </Button>
  ) : null;
