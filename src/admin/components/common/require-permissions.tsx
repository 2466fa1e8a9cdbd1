import type { PropsWithChildren } from "react";
import { usePermissions } from "../../hooks/use-permissions";
import { useText } from "../../hooks/use-text";
import type { Permission } from "../../lib/permissions";
import { PageLoading, PageMessage } from "./page-state";

/** Shows a page to users with these permissions. Other users see the missing permissions. */
export const RequirePermissions = ({ all, children }: PropsWithChildren<{ all: readonly Permission[] }>) => {
  const { t } = useText();
  const { can, isPending } = usePermissions();
  if (isPending) {
    return <PageLoading />;
  }
  if (can(all)) {
    return children;
  }
  return (
    <PageMessage
      title={t("common.denied.title")}
      text={t("common.denied.text", { permissions: all.filter((one) => !can([one])).join(", ") })}
    />
  );
};

/** Shows a part of a page to users with these permissions only. */
export const IfPermitted = ({ all, children }: PropsWithChildren<{ all: readonly Permission[] }>) =>
  usePermissions().can(all) ? children : null;
