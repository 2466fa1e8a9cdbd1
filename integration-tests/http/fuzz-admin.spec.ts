import { describeFuzz } from "../helpers/fuzz/describe-fuzz";
import { ADMIN_ROUTES } from "../helpers/fuzz/routes";

describeFuzz(ADMIN_ROUTES);
