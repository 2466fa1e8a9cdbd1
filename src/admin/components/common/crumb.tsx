import { useTranslation } from "react-i18next";
import { NAMESPACE } from "../../hooks/use-text";

/** The name of a page in the breadcrumb, in the user's language. */
export const Crumb = ({ name }: { name: string }) => {
  const { t } = useTranslation(NAMESPACE);
  return <>{t(name)}</>;
};
