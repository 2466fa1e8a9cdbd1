import { defineCustomerSearchIndex } from "medusa-plugin-customers/search-index";

export default defineCustomerSearchIndex();
