import type { PropsWithChildren } from "react";
import { usePermissions } from "../../hooks/use-permissions";
import { useText } from "../../hooks/use-text";
import type { Permission } from "../../lib/permissions";
import { PageLoading, PageMessage } from "./page-state";

/** A page for users with these permissions; others read which they lack. */
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

/** A part of a page that only users with these permissions see. */
export const IfPermitted = ({ all, children }: PropsWithChildren<{ all: readonly Permission[] }>) =>
  usePermissions().can(all) ? children : null;
