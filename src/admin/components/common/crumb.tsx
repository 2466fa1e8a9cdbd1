import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { NAMESPACE } from "../../hooks/use-text";

/** A page in the breadcrumb, in the user's language; with `to`, the way back from a page below it. */
export const Crumb = ({ name, to }: { name: string; to?: string }) => {
  const { t } = useTranslation(NAMESPACE);
  return to ? <Link to={to}>{t(name)}</Link> : <>{t(name)}</>;
};
