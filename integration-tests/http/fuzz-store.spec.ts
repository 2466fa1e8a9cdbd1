import { describeFuzz } from "../helpers/fuzz/describe-fuzz";
import { STORE_ROUTES } from "../helpers/fuzz/routes";

describeFuzz(STORE_ROUTES);
